//! Calibration: whether the confidence of events is the share that is right.
//!
//! In: the confidence of each event that was read, and whether it matched one of
//! the annotation. Out: a table by confidence, and how far the two are apart.

use serde_json::{Value, json};

const N_BINS: usize = 10;

/// Events by confidence, in bins of a tenth; 1 belongs to the last.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Calibration {
    bins: [Bin; N_BINS],
}

#[derive(Clone, Copy, Debug, Default)]
struct Bin {
    all: usize,
    right: usize,
    confidence: f64,
}

impl Bin {
    fn share_right(self) -> f64 {
        self.right as f64 / self.all.max(1) as f64
    }

    fn mean(self) -> f64 {
        self.confidence / self.all.max(1) as f64
    }
}

impl Calibration {
    pub(super) fn add(&mut self, confidence: f32, is_right: bool) {
        let place = (f64::from(confidence) * N_BINS as f64 + 1e-6) as usize;
        let bin = &mut self.bins[place.min(N_BINS - 1)];
        bin.all += 1;
        bin.right += usize::from(is_right);
        bin.confidence += f64::from(confidence);
    }

    /// Returns the mean distance between confidence and the share that is right,
    /// each event weighing the same.
    fn error(&self) -> f64 {
        let all: usize = self.bins.iter().map(|bin| bin.all).sum();
        let weighed =
            self.bins.iter().map(|bin| bin.all as f64 * (bin.mean() - bin.share_right()).abs());
        weighed.sum::<f64>() / all.max(1) as f64
    }

    pub(super) fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!(
            "  events by confidence (mean distance from the share right {:.3}):",
            self.error()
        )];
        for (place, bin) in self.bins.iter().enumerate().filter(|(_, bin)| bin.all > 0) {
            lines.push(format!(
                "    from {:.1}: {:4} events, mean confidence {:.3}, right {:.3}",
                place as f64 / N_BINS as f64,
                bin.all,
                bin.mean(),
                bin.share_right(),
            ));
        }
        lines
    }

    pub(super) fn object(&self) -> Value {
        let bins =
            self.bins.iter().enumerate().filter(|(_, bin)| bin.all > 0).map(|(place, bin)| {
                json!({
                    "from": place as f64 / N_BINS as f64, "events": bin.all,
                    "confidence": bin.mean(), "right": bin.share_right(),
                })
            });
        json!({"error": self.error(), "bins": bins.collect::<Vec<_>>()})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_fall_into_the_tenth_of_their_confidence() {
        let mut table = Calibration::default();
        table.add(0.7, true);
        table.add(0.75, false);
        table.add(1.0, true);
        let bins = table.object()["bins"].clone();
        assert_eq!(bins.as_array().unwrap().len(), 2);
        assert_eq!(bins[0]["from"], 0.7);
        assert_eq!((&bins[0]["events"], &bins[0]["right"]), (&json!(2), &json!(0.5)));
        assert_eq!((&bins[1]["from"], &bins[1]["events"]), (&json!(0.9), &json!(1)));
    }

    #[test]
    fn confidence_that_is_the_share_right_has_no_error() {
        let mut table = Calibration::default();
        table.add(0.5, true);
        table.add(0.5, false);
        assert!(table.error() < 1e-9);
        table.add(1.0, false);
        assert!((table.error() - 1.0 / 3.0).abs() < 1e-9);
    }
}
