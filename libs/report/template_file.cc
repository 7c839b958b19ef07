#include "libs/report/template_file.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"

namespace creditproof::report {
namespace {

constexpr std::size_t kMostIdBytes = 31;

bool IsId(const std::string& id) {
  return !id.empty() && id.size() <= kMostIdBytes &&
         std::all_of(id.begin(), id.end(), [](char c) {
           return absl::ascii_islower(static_cast<unsigned char>(c)) ||
                  absl::ascii_isdigit(static_cast<unsigned char>(c)) ||
                  c == '-';
         });
}

absl::Status CheckId(const TemplateFile& read) {
  const std::string& id = read.drawn.template_id();
  if (!IsId(id)) {
    return read.Wrong("template_id wants 1 to 31 characters of [a-z0-9-]");
  }
  if (read.file.filename() == id + kTemplateExtension) return absl::OkStatus();
  return read.Wrong(absl::StrCat("template_id is ", id, ": call the file ", id,
                                 kTemplateExtension));
}

}  // namespace

absl::StatusOr<TemplateFile> TemplateFile::Parse(
    const std::filesystem::path& file) {
  ASSIGN_OR_RETURN(const std::string text, base::ReadFile(file));
  TemplateFile read{file, {}, std::make_unique<base::TextPlaces>()};
  const absl::Status parsed =
      base::ParseText(text, read.drawn, read.places.get());
  if (!parsed.ok()) return read.Wrong(parsed.message());
  RETURN_IF_ERROR(CheckId(read));
  return read;
}

absl::Status TemplateFile::Wrong(absl::string_view what) const {
  return absl::InvalidArgumentError(
      absl::StrCat(file.filename().string(), ": ", what));
}

}  // namespace creditproof::report
