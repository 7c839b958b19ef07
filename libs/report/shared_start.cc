#include "libs/report/shared_start.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/digest.h"
#include "libs/report/attachment.h"
#include "libs/report/take.h"

namespace creditproof::report {
namespace {

constexpr std::size_t kMeaningBytes = 64;  // about what is kept of one

// The object that says it. Fails with INVALID_ARGUMENT.
absl::StatusOr<int> MapOf(const FileObjects& objects, int font) {
  ASSIGN_OR_RETURN(const absl::string_view entries, objects.Dictionary(font));
  const auto map = NumberAfter(entries, "/ToUnicode ");
  if (map.has_value()) return *map;
  return absl::InvalidArgumentError("a font does not say what it means");
}

absl::StatusOr<std::shared_ptr<const CodeMeanings>> ReadMap(
    const FileObjects& objects, int map) {
  ASSIGN_OR_RETURN(const std::string cmap, objects.Stream(map));
  ASSIGN_OR_RETURN(CodeMeanings meanings, ReadToUnicode(cmap));
  RETURN_IF_ERROR(objects.Spend(kMeaningBytes * meanings.size()));
  return std::make_shared<const CodeMeanings>(std::move(meanings));
}

}  // namespace

absl::StatusOr<SharedStart> SharedStart::Read(
    absl::string_view bytes, std::vector<std::size_t> offsets) {
  SharedStart start(std::make_shared<const std::string>(bytes),
                    std::move(offsets));
  const FileObjects& objects = start.objects_;
  for (int number = 1; number <= objects.count(); ++number) {
    const absl::StatusOr<int> map = MapOf(objects, number);
    if (!map.ok()) continue;
    ASSIGN_OR_RETURN(auto meanings, ReadMap(objects, *map));
    start.fonts_[number] = {*map, std::move(meanings)};
  }
  return start;
}

absl::StatusOr<SharedStart> SharedStart::Of(absl::string_view pdf) {
  ASSIGN_OR_RETURN(const FileObjects objects, FileObjects::Find(pdf));
  const auto attachment = FindAttachment(pdf);
  if (!attachment.has_value()) {
    return absl::InvalidArgumentError("no data of a report attached");
  }
  const auto within =
      static_cast<std::size_t>(attachment->qr_text.data() - pdf.data());
  std::vector<std::size_t> offsets;
  std::size_t end = 0;  // where the object of the attachment starts
  for (int number = 1; number <= objects.count(); ++number) {
    offsets.push_back(objects.offset(number));
    if (offsets.back() < within) end = std::max(end, offsets.back());
  }
  if (end == 0) {
    return absl::InvalidArgumentError("nothing stands before the attachment");
  }
  for (std::size_t& offset : offsets) {
    if (offset >= end) offset = 0;
  }
  return Read(pdf.substr(0, end), std::move(offsets));
}

SharedStart::SharedStart(std::shared_ptr<const std::string> bytes,
                         std::vector<std::size_t> offsets)
    : bytes_(std::move(bytes)),
      objects_(FileObjects::At(*bytes_, std::move(offsets))) {
  without_sm3_.Update(*bytes_);
  with_sm3_.Update(*bytes_);
}

bool SharedStart::Begins(absl::string_view file) const {
  return absl::StartsWith(file, *bytes_);
}

std::string SharedStart::Sha256(absl::string_view file) const {
  if (!Begins(file)) return crypto::Sha256(file);
  DocumentHash hash = without_sm3_;
  hash.Update(file.substr(bytes_->size()));
  return hash.Finish().sha256;
}

std::shared_ptr<const CodeMeanings> SharedStart::Meanings(
    const FileObjects& file, int font) const {
  const auto known = fonts_.find(font);
  if (known == fonts_.end()) return nullptr;
  const auto same = [&](int number) {
    return file.offset(number) == objects_.offset(number);
  };
  const bool both = same(font) && same(known->second.map);
  return both ? known->second.meanings : nullptr;
}

absl::StatusOr<std::shared_ptr<const CodeMeanings>> ReadMeanings(
    const FileObjects& objects, int font) {
  ASSIGN_OR_RETURN(const int map, MapOf(objects, font));
  return ReadMap(objects, map);
}

}  // namespace creditproof::report
