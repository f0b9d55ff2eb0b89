//! Sums over every slide of a calendar along the days, exactly: ranks are whole numbers, so the
//! result of a Fourier transform can be rounded to the true sum.

use realfft::RealFftPlanner;
use realfft::num_complex::Complex;

/// Plans transforms once for each length.
#[derive(Default)]
pub struct Slider {
    planner: RealFftPlanner<f64>,
}

/// A series in the frequencies.
pub struct Spectrum(Vec<Complex<f64>>);

impl Slider {
    pub fn spectrum(&mut self, series: impl IntoIterator<Item = i64>) -> Spectrum {
        let mut input: Vec<f64> = series.into_iter().map(|v| v as f64).collect();
        let plan = self.planner.plan_fft_forward(input.len());
        let mut output = plan.make_output_vec();
        plan.process(&mut input, &mut output)
            .expect("the lengths are the plan's");
        Spectrum(output)
    }

    /// For s = 0…n−1 the sum over i of fixed\[i\] · moved\[i − s\], indices wrapping.
    pub fn sums(&mut self, n: usize, fixed: &Spectrum, moved: &Spectrum) -> Vec<i64> {
        let mut product: Vec<Complex<f64>> = fixed
            .0
            .iter()
            .zip(&moved.0)
            .map(|(a, b)| a * b.conj())
            .collect();
        // What rounding left of the imaginary parts that are zero in a real series.
        product[0].im = 0.0;
        if n.is_multiple_of(2) {
            product[n / 2].im = 0.0;
        }
        let plan = self.planner.plan_fft_inverse(n);
        let mut output = plan.make_output_vec();
        plan.process(&mut product, &mut output)
            .expect("the lengths are the plan's");
        output
            .iter()
            .map(|v| (v / n as f64).round() as i64)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_transform_gives_the_direct_sums(pairs in prop::collection::vec((-9000..9000i64, 0..3i64), 1..200)) {
            let (fixed, moved): (Vec<i64>, Vec<i64>) = pairs.into_iter().unzip();
            let n = fixed.len();
            let direct: Vec<i64> = (0..n)
                .map(|s| (0..n).map(|i| fixed[i] * moved[(i + n - s) % n]).sum())
                .collect();
            let mut slider = Slider::default();
            let (a, b) = (slider.spectrum(fixed), slider.spectrum(moved));
            prop_assert_eq!(slider.sums(n, &a, &b), direct);
        }
    }
}
