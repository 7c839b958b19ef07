#include "libs/report/colour_profile.h"

#include <cmath>
#include <cstdint>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace creditproof::report {
namespace {

constexpr std::size_t kHeaderSize = 128;
constexpr std::uint32_t kVersion = 0x04200000;  // 4.2, the newest of PDF 1.7

std::string BigEndian(std::uint32_t number, int bytes) {
  std::string text;
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
    text += static_cast<char>(number >> shift & 255);
  }
  return text;
}

// s15Fixed16Number.
std::string Fixed(double number) {
  return BigEndian(static_cast<std::uint32_t>(std::lround(number * 65536)), 4);
}

std::string Xyz(double x, double y, double z) {
  return absl::StrCat("XYZ ", BigEndian(0, 4), Fixed(x), Fixed(y), Fixed(z));
}

// multiLocalizedUnicodeType, of ASCII.
std::string Words(absl::string_view text) {
  constexpr std::uint32_t kRecordSize = 12;
  constexpr std::uint32_t kTextAt = 28;
  std::string words = absl::StrCat(
      "mluc", BigEndian(0, 4), BigEndian(1, 4), BigEndian(kRecordSize, 4),
      "enUS", BigEndian(static_cast<std::uint32_t>(2 * text.size()), 4),
      BigEndian(kTextAt, 4));
  for (const char letter : text) {
    words += '\0';
    words += letter;
  }
  return words;
}

// parametricCurveType: device value to light, IEC 61966-2-1 (5) and (6).
std::string Curve() {
  return absl::StrCat("para", BigEndian(0, 4), BigEndian(3, 2), BigEndian(0, 2),
                      Fixed(2.4), Fixed(1 / 1.055), Fixed(0.055 / 1.055),
                      Fixed(1 / 12.92), Fixed(0.04045));
}

// s15Fixed16ArrayType: Bradford's matrix from D65 to D50.
std::string Adaptation() {
  std::string matrix = absl::StrCat("sf32", BigEndian(0, 4));
  for (const double number :
       {1.0478112, 0.0228866, -0.0501270, 0.0295424, 0.9904844, -0.0170491,
        -0.0092345, 0.0150436, 0.7521316}) {
    matrix += Fixed(number);
  }
  return matrix;
}

struct Tag {
  absl::string_view name;
  std::string content;
};

std::string Header(std::size_t size) {
  std::string header = absl::StrCat(
      BigEndian(static_cast<std::uint32_t>(size), 4), BigEndian(0, 4),
      BigEndian(kVersion, 4), "mntrRGB XYZ ", BigEndian(2026, 2),
      BigEndian(1, 2), BigEndian(1, 2), BigEndian(0, 2), BigEndian(0, 2),
      BigEndian(0, 2), "acsp", std::string(28, '\0'));
  absl::StrAppend(&header, Fixed(0.9642), Fixed(1), Fixed(0.8249));  // D50
  header.resize(kHeaderSize, '\0');
  return header;
}

}  // namespace

std::string SrgbProfile() {
  // Primaries and white of sRGB, adapted to D50.
  const std::vector<Tag> tags = {
      {"desc", Words("sRGB IEC61966-2.1")},
      {"cprt", Words("No copyright, use freely")},
      {"wtpt", Xyz(0.9642, 1, 0.8249)},
      {"chad", Adaptation()},
      {"rXYZ", Xyz(0.4360747, 0.2225045, 0.0139322)},
      {"gXYZ", Xyz(0.3850649, 0.7168786, 0.0971045)},
      {"bXYZ", Xyz(0.1430804, 0.0606169, 0.7141733)},
      {"rTRC", Curve()},
      {"gTRC", ""},  // as rTRC
      {"bTRC", ""},
  };
  const std::size_t table_size = 4 + 12 * tags.size();
  std::string table = BigEndian(static_cast<std::uint32_t>(tags.size()), 4);
  std::string body;
  std::uint32_t offset = 0;
  std::uint32_t size = 0;
  for (const Tag& tag : tags) {
    if (!tag.content.empty()) {
      offset =
          static_cast<std::uint32_t>(kHeaderSize + table_size + body.size());
      size = static_cast<std::uint32_t>(tag.content.size());
      body += tag.content;
      body.resize((body.size() + 3) / 4 * 4, '\0');
    }
    absl::StrAppend(&table, tag.name, BigEndian(offset, 4), BigEndian(size, 4));
  }
  return absl::StrCat(Header(kHeaderSize + table.size() + body.size()), table,
                      body);
}

}  // namespace creditproof::report
