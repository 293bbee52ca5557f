//! Grammar, with the weights that reading has.

mod linear;
