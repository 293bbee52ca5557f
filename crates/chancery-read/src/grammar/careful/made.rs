//! Made-up numbers for tests, the same as those of `made.py`: so layers and heads are
//! held against those of the training code.

use super::layer::Sizes;
use crate::grammar::weights::WeightsWriter;

/// Where the numbers have come to.
pub(super) struct Made(pub(super) u32);

impl Made {
    fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        self.0 >> 16
    }

    fn whole(&mut self, n: usize) -> Vec<i8> {
        let one = |_| i8::try_from(i64::from(self.next() % 255) - 127).expect("-127 to 127 fit");
        (0..n).map(one).collect()
    }

    /// Returns numbers from -0.5 to 0.5.
    pub(super) fn real(&mut self, n: usize) -> Vec<f32> {
        (0..n).map(|_| self.next() as f32 / 65536.0 - 0.5).collect()
    }

    /// Writes a matrix with its scales and bias.
    pub(super) fn matrix(
        &mut self,
        writer: &mut WeightsWriter,
        name: &str,
        n_in: usize,
        n_out: usize,
    ) {
        let scale = 0.02 / (n_in as f32).sqrt();
        writer.numbers(name, &self.whole(n_in * n_out));
        writer.numbers(&format!("{name}.scale"), &vec![scale; n_out]);
        writer.numbers(&format!("{name}.bias"), &self.real(n_out));
    }

    /// Writes the scale and shift of a normalisation.
    pub(super) fn norm(&mut self, writer: &mut WeightsWriter, name: &str, width: usize) {
        let mut numbers: Vec<f32> = self.real(width).iter().map(|n| 1.0 + n).collect();
        numbers.extend(self.real(width));
        writer.numbers(name, &numbers);
    }

    /// Writes a layer.
    pub(super) fn layer(&mut self, writer: &mut WeightsWriter, layer: &str, sizes: Sizes) {
        let Sizes { width, inner } = sizes;
        let name = |part: &str| format!("{layer}.{part}");
        self.matrix(writer, &name("attention"), width, 3 * width);
        self.matrix(writer, &name("mix"), width, width);
        self.norm(writer, &name("mix_norm"), width);
        self.matrix(writer, &name("up"), width, inner);
        self.matrix(writer, &name("down"), inner, width);
        self.norm(writer, &name("norm"), width);
    }
}
