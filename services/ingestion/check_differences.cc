#include "services/ingestion/check_differences.h"

#include <cstddef>
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/credit_code/credit_code.h"
#include "libs/crypto/digest.h"
#include "libs/reconcile/table_key.h"

namespace creditproof::ingestion {
namespace {

constexpr int kMaxDifferences = 10'000;
constexpr std::size_t kRegionDigits = 6;

absl::Status CheckRegion(const std::string& region) {
  const bool digits = region.find_first_not_of("0123456789") == region.npos;
  if (region.empty() || (digits && region.size() == kRegionDigits)) {
    return absl::OkStatus();
  }
  return base::InvalidField("differences.region_code", "is not 6 digits");
}

absl::Status CheckCode(v1::FileKind file_kind,
                       const v1::Difference& difference) {
  if (difference.credit_code().empty()) return absl::OkStatus();
  const auto code = CreditCode::Parse(difference.credit_code());
  if (!code.ok()) {
    return base::InvalidField("differences.credit_code",
                              code.status().message());
  }
  if (file_kind != v1::FILE_KIND_REGISTRATION ||
      reconcile::RegistrationKey(code->text()) == difference.key()) {
    return absl::OkStatus();
  }
  return base::InvalidField("differences.credit_code", "has another key");
}

absl::Status CheckDifference(v1::FileKind file_kind,
                             const v1::Difference& difference) {
  if (difference.key().size() != reconcile::kKeyLength ||
      !reconcile::IsKeyPrefix(difference.key())) {
    return base::InvalidField("differences.key", "is no key");
  }
  if (!difference.sha256().empty() &&
      difference.sha256().size() != crypto::kSha256Bytes) {
    return base::InvalidField("differences.sha256", "has not 32 bytes");
  }
  RETURN_IF_ERROR(CheckRegion(difference.region_code()));
  return CheckCode(file_kind, difference);
}

}  // namespace

absl::Status CheckConclusion(const v1::ConcludeReconciliationRequest& request) {
  const auto& differences = request.differences();
  if (differences.size() > kMaxDifferences) {
    return base::InvalidField("differences",
                              absl::StrCat("are more than ", kMaxDifferences));
  }
  const std::string* before = nullptr;
  for (const v1::Difference& difference : differences) {
    RETURN_IF_ERROR(CheckDifference(request.file_kind(), difference));
    if (before != nullptr && *before >= difference.key()) {
      return base::InvalidField("differences", "are not ascending by key");
    }
    before = &difference.key();
  }
  if (request.uncounted_rows() >= 0) return absl::OkStatus();
  return base::InvalidField("uncounted_rows", "is negative");
}

}  // namespace creditproof::ingestion
