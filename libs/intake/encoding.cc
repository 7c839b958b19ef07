#include "libs/intake/encoding.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "libs/record/gb18030_remap.h"

namespace creditproof::intake {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
// At most: the standard has characters of four bytes where ICU has one unit
// (libs/record/gb18030_remap.h).
constexpr std::size_t kUtf8BytesPerUnit = 4;

bool IsAscii(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x80;
  });
}

bool IsUtf8(absl::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < size;) {
    UChar32 value = 0;
    U8_NEXT(bytes, i, size, value);
    if (value < 0) return false;
  }
  return true;
}

// `text` with U+FFFD for every byte that is no UTF-8.
void RepairUtf8(absl::string_view text, std::string& repaired) {
  repaired.clear();
  const icu::UnicodeString units = icu::UnicodeString::fromUTF8(
      {text.data(), static_cast<std::int32_t>(text.size())});
  units.toUTF8String(repaired);
}

}  // namespace

Gb18030Decoder::Gb18030Decoder() {
  UErrorCode error = U_ZERO_ERROR;
  converter_.reset(ucnv_open("gb18030", &error));
}

void Gb18030Decoder::Close::operator()(UConverter* converter) const {
  ucnv_close(converter);
}

bool Gb18030Decoder::Decode(absl::string_view bytes, std::string& text) {
  UErrorCode error = U_ZERO_ERROR;
  units_.resize(bytes.size() + 1);  // every unit takes at least one byte
  const std::int32_t size = ucnv_toUChars(
      converter_.get(), units_.data(), static_cast<std::int32_t>(units_.size()),
      bytes.data(), static_cast<std::int32_t>(bytes.size()), &error);

  bool valid = U_SUCCESS(error);
  text.resize(kUtf8BytesPerUnit * static_cast<std::size_t>(size));
  std::size_t end = 0;
  for (std::int32_t i = 0; i < size;) {
    UChar32 value = 0;
    U16_NEXT(units_.data(), i, size, value);
    valid = valid && value != static_cast<UChar32>(kReplacement);
    const char32_t written =
        record::StandardCharacter(static_cast<char32_t>(value));
    U8_APPEND_UNSAFE(text.data(), end, written);
  }
  text.resize(end);
  return valid;
}

RowDecoder::RowDecoder(bool had_bom) {
  if (had_bom) encoding_ = Encoding::kUtf8Bom;
}

RowDecoder::Decoded RowDecoder::Decode(absl::string_view row) {
  if (encoding_ != Encoding::kGb18030 && IsUtf8(row)) {
    if (!encoding_ && !IsAscii(row)) encoding_ = Encoding::kUtf8;
    return {row, true};
  }
  if (encoding_.value_or(Encoding::kGb18030) != Encoding::kGb18030) {
    RepairUtf8(row, text_);
    return {text_, false};
  }
  const bool valid = gb18030_.Decode(row, text_);
  if (valid && !encoding_) encoding_ = Encoding::kGb18030;
  return {text_, valid};
}

}  // namespace creditproof::intake
