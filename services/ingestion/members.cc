#include "services/ingestion/members.h"

#include "absl/strings/str_cat.h"
#include "libs/crypto/digest.h"
#include "libs/record/natural_key.h"
#include "services/ingestion/families.h"

namespace creditproof::ingestion {
namespace {

constexpr std::size_t kDecisionKeyBytes = 8;

}  // namespace

std::string MemberPrefix(absl::string_view source_id,
                         record::v1::RecordKind kind) {
  std::string prefix = absl::StrCat("t", source_id);
  prefix.push_back('\0');
  prefix.push_back(static_cast<char>(kind));
  return prefix;
}

void PutMember(const record::v1::Record& record, View& view) {
  view.Put(kIndex,
           MemberPrefix(record.source_id(), record.kind()) + record.record_id(),
           DecisionKey(record));
}

std::string DecisionKey(const record::v1::Record& record) {
  const std::string number =
      record::FoldDocumentNumber(record.document_number());
  if (number.empty() && record.decision_date().empty()) return "";
  const std::string text = number.empty()
                               ? absl::StrCat("date ", record.decision_date())
                               : absl::StrCat("number ", number);
  return crypto::Sha256(text).substr(0, kDecisionKeyBytes);
}

}  // namespace creditproof::ingestion
