#include "tools/creditproof/presented.h"

#include <algorithm>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "libs/base/status_macros.h"
#include "libs/claim/claim.h"
#include "libs/crypto/digest.h"
#include "libs/photo/photo.h"
#include "libs/qr/find.h"
#include "tools/creditproof/arguments.h"

namespace creditproof::tool {
namespace {

using verification::v1::VerifyReportRequest;

bool HoldsClaim(absl::string_view text) { return claim::ClaimBytes(text).ok(); }

// A page may show other codes beside a report's.
absl::StatusOr<std::string> QrTextIn(absl::string_view file) {
  ASSIGN_OR_RETURN(const photo::Picture picture, photo::ReadPhoto(file));
  std::vector<std::string> texts =
      qr::Find(picture.grey.data(), picture.width, picture.height);
  const auto claims =
      std::stable_partition(texts.begin(), texts.end(), HoldsClaim);
  if (claims - texts.begin() > 1) {
    return absl::InvalidArgumentError(
        "图片里有不止一个报告的二维码，请一次只拍一个。");
  }
  if (texts.empty()) {
    return absl::InvalidArgumentError(
        "图片里找不到二维码，请拍清楚一些，或者输入报告编号（--number）。");
  }
  return texts.front();
}

}  // namespace

absl::StatusOr<VerifyReportRequest> PresentedIn(const std::string& file) {
  ASSIGN_OR_RETURN(std::string bytes, FileContent(file));
  VerifyReportRequest request;
  if (!photo::IsPhoto(bytes)) {
    request.set_pdf(std::move(bytes));
    return request;
  }
  ASSIGN_OR_RETURN(*request.mutable_qr_text(), QrTextIn(bytes));
  request.set_from_photo(true);
  return request;
}

absl::StatusOr<std::string> ParseSha256(absl::string_view text) {
  const bool is_hex =
      text.size() == 2 * crypto::kSha256Bytes &&
      std::all_of(text.begin(), text.end(), [](char c) {
        return absl::ascii_isxdigit(static_cast<unsigned char>(c));
      });
  if (!is_hex) return absl::InvalidArgumentError("需要 64 位十六进制数字");
  return absl::HexStringToBytes(text);
}

}  // namespace creditproof::tool
