//! Tests of the stages `page` and `article`.
