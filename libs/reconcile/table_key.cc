#include "libs/reconcile/table_key.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "libs/base/date.h"
#include "libs/crypto/digest.h"

namespace creditproof::reconcile {
namespace {

constexpr std::size_t kDayLength = 8;
constexpr absl::string_view kNoDay = "00000000";

}  // namespace

std::string RecordKey(absl::string_view decision_date,
                      absl::string_view record_id) {
  if (!base::ParseDate(decision_date).ok()) {
    return absl::StrCat(kNoDay, record_id);
  }
  return absl::StrCat(absl::StrReplaceAll(decision_date, {{"-", ""}}),
                      record_id);
}

std::string RegistrationKey(absl::string_view credit_code) {
  return absl::BytesToHexString(
      crypto::Sha256(credit_code).substr(0, kKeyLength / 2));
}

absl::string_view RecordIdOf(absl::string_view key) {
  return key.substr(kDayLength);
}

bool IsKeyPrefix(absl::string_view text) {
  return text.size() <= kKeyLength &&
         text.find_first_not_of("0123456789abcdef") == absl::string_view::npos;
}

}  // namespace creditproof::reconcile
