#include "libs/report/colour_profile.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace creditproof::report {
namespace {

constexpr std::size_t kHeaderSize = 128;
constexpr int kCurvePoints = 1024;

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

std::string Words(absl::string_view text) {
  return absl::StrCat("text", BigEndian(0, 4), text, BigEndian(0, 1));
}

// textDescriptionType: ASCII, then no Unicode and no ScriptCode text.
std::string Description(absl::string_view text) {
  return absl::StrCat("desc", BigEndian(0, 4),
                      BigEndian(static_cast<std::uint32_t>(text.size() + 1), 4),
                      text, std::string(1 + 4 + 4 + 2 + 1 + 67, '\0'));
}

// IEC 61966-2-1 (5) and (6): device value to light.
double Light(double value) {
  return value <= 0.04045 ? value / 12.92
                          : std::pow((value + 0.055) / 1.055, 2.4);
}

std::string Curve() {
  std::string curve =
      absl::StrCat("curv", BigEndian(0, 4), BigEndian(kCurvePoints, 4));
  for (int i = 0; i < kCurvePoints; ++i) {
    const double light = Light(i / (kCurvePoints - 1.0));
    curve +=
        BigEndian(static_cast<std::uint32_t>(std::lround(light * 65535)), 2);
  }
  return curve;
}

struct Tag {
  absl::string_view name;
  std::string content;
};

std::string Header(std::size_t size) {
  std::string header = absl::StrCat(
      BigEndian(static_cast<std::uint32_t>(size), 4), BigEndian(0, 4),
      BigEndian(0x02400000, 4), "mntrRGB XYZ ", BigEndian(2026, 2),
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
      {"desc", Description("sRGB IEC61966-2.1")},
      {"cprt", Words("No copyright, use freely")},
      {"wtpt", Xyz(0.9505, 1, 1.0891)},
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
