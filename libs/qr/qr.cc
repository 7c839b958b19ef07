#include "libs/qr/qr.h"

#include <qrencode.h>

#include <memory>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

// libqrencode 4 exports this, but leaves it out of its public header.
extern "C" QRcode* QRcode_encodeMask(QRinput* input, int mask);

namespace creditproof::qr {
namespace {

constexpr absl::string_view kAlphabet =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
constexpr std::size_t kMaxLength = 311;  // ISO/IEC 18004 table 7, 10-M

// Choosing the best of 8 masks costs five times as much as the rest. It guards
// against texts that draw stripes or blocks; ours ends in a signature, which
// looks random under any mask.
constexpr int kMask = 3;

struct FreeInput {
  void operator()(QRinput* input) const { QRinput_free(input); }
};
struct FreeCode {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

}  // namespace

absl::StatusOr<Matrix> Encode(absl::string_view text) {
  if (text.empty() || text.size() > kMaxLength) {
    return absl::InvalidArgumentError(
        absl::StrCat("a QR text has 1 to ", kMaxLength,
                     " characters, this has ", text.size()));
  }
  if (text.find_first_not_of(kAlphabet) != absl::string_view::npos) {
    return absl::InvalidArgumentError(
        "the QR text has a character outside alphanumeric mode");
  }
  const std::unique_ptr<QRinput, FreeInput> input(
      QRinput_new2(/*version=*/0, QR_ECLEVEL_M));
  if (!input || QRinput_append(
                    input.get(), QR_MODE_AN, static_cast<int>(text.size()),
                    reinterpret_cast<const unsigned char*>(text.data())) != 0) {
    return absl::InternalError("libqrencode takes no input");
  }
  const std::unique_ptr<QRcode, FreeCode> code(
      QRcode_encodeMask(input.get(), kMask));
  if (!code) return absl::InternalError("libqrencode makes no symbol");

  const auto size = static_cast<std::size_t>(code->width);
  Matrix matrix{code->width, std::vector<std::uint8_t>(size * size)};
  for (std::size_t i = 0; i < matrix.dark.size(); ++i) {
    matrix.dark[i] = code->data[i] & 1;
  }
  return matrix;
}

}  // namespace creditproof::qr
