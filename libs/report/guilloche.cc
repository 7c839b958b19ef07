#include "libs/report/guilloche.h"

#include <cmath>
#include <functional>

namespace creditproof::report {
namespace {

constexpr double kTurn = 2 * 3.14159265358979323846;
constexpr double kNarrowest = 0.3;  // of the amplitude
constexpr int kWavesPerPeriod = 2;

// A function of x and its derivative.
struct Curve {
  std::function<double(double)> y;
  std::function<double(double)> slope;
};

// Bézier pieces that agree with `curve` in value and slope where they meet.
void Trace(Canvas& canvas, const Curve& curve, double length, int pieces) {
  const double left = canvas.left();
  const double step = length / pieces;
  canvas.MoveTo(left, curve.y(0));
  for (int i = 0; i < pieces; ++i) {
    const double from = i * step;
    const double to = from + step;
    canvas.CurveTo(
        left + from + step / 3, curve.y(from) + curve.slope(from) * step / 3,
        left + to - step / 3, curve.y(to) - curve.slope(to) * step / 3,
        left + to, curve.y(to));
  }
}

Curve BandCurve(const Band& band, double period, double phase) {
  const double turn = kTurn / period;
  const double mean = band.amplitude * (1 + kNarrowest) / 2;
  const double swing = band.amplitude * (1 - kNarrowest) / 2;
  const double fast = turn * kWavesPerPeriod;
  return {
      [=](double x) {
        return (mean + swing * std::cos(turn * x)) * std::sin(fast * x + phase);
      },
      [=](double x) {
        return -swing * turn * std::sin(turn * x) * std::sin(fast * x + phase) +
               (mean + swing * std::cos(turn * x)) * fast *
                   std::cos(fast * x + phase);
      }};
}

}  // namespace

void DrawBandPeriod(Canvas& canvas, const Band& band) {
  constexpr int kPieces = 16;
  const double period = canvas.width() / band.periods;
  for (int i = 0; i < band.curves; ++i) {
    Trace(canvas, BandCurve(band, period, kTurn * i / band.curves), period,
          kPieces);
  }
  canvas.Stroke(band.weight, Ink::kAccent);
}

void DrawRibbon(Canvas& canvas) {
  constexpr int kStrands = 3;
  constexpr int kPeriods = 8;
  constexpr double kAmplitude = 0.7;
  constexpr double kWeight = 0.06;
  const double rate = kTurn * kPeriods / canvas.width();
  for (int i = 0; i < kStrands; ++i) {
    const double phase = kTurn * i / kStrands;
    const Curve strand = {
        [=](double x) { return kAmplitude * std::sin(rate * x + phase); },
        [=](double x) {
          return kAmplitude * rate * std::cos(rate * x + phase);
        }};
    Trace(canvas, strand, canvas.width(), kPeriods * 6);
  }
  canvas.Stroke(kWeight, Ink::kRibbon);
}

}  // namespace creditproof::report
