// Output intent and colour spaces.
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/pdfa/checks.h"

namespace creditproof::pdfa {
namespace {

// A field of an ICC profile's head (ICC.1 7.2).
std::string Field(absl::string_view profile, std::size_t at) {
  constexpr std::size_t kSize = 4;
  return profile.size() < at + kSize ? ""
                                     : std::string(profile.substr(at, kSize));
}

std::size_t BigEndian(absl::string_view bytes) {
  std::size_t number = 0;
  for (const char byte : bytes) {
    number = number * 256 + static_cast<unsigned char>(byte);
  }
  return number;
}

bool IsRgbDisplay(absl::string_view profile) {
  constexpr std::size_t kVersion = 8;
  constexpr std::size_t kClass = 12;
  constexpr std::size_t kSpace = 16;
  constexpr std::size_t kSignature = 36;
  const std::string version = Field(profile, kVersion);
  return BigEndian(Field(profile, 0)) == profile.size() &&
         (version[0] == 2 || version[0] == 4) &&
         Field(profile, kClass) == "mntr" && Field(profile, kSpace) == "RGB " &&
         Field(profile, kSignature) == "acsp";
}

void CheckIntent(const File& file, Findings& findings) {
  const Value& intents = file.Follow(file.catalogue()["OutputIntents"]);
  if (intents.items.size() != 1) return findings.Add(rule::kIntent, "how many");
  const Value& intent = file.Follow(intents.items[0]);
  if (!intent["S"].IsName("GTS_PDFA1") ||
      intent["OutputConditionIdentifier"].text.empty()) {
    findings.Add(rule::kIntent, "/S or its identifier");
  }
  const Value& stream = file.Follow(intent["DestOutputProfile"]);
  const auto profile = file.Bytes(stream);
  if (!profile.has_value() || profile->size() < 128 ||
      !IsRgbDisplay(*profile) || stream["N"].integer() != 3) {
    findings.Add(rule::kProfile, "/DestOutputProfile");
  }
}

}  // namespace

void CheckColour(const File& file, Findings& findings) {
  CheckIntent(file, findings);
  for (const auto& [number, object] : file.objects()) {
    const Value& space = file.Follow(object["ColorSpace"]);
    if (space.IsNull() || space.IsName("DeviceRGB") ||
        space.IsName("DeviceGray")) {
      continue;
    }
    findings.Add(rule::kColour, absl::StrCat("object ", number));
  }
}

}  // namespace creditproof::pdfa
