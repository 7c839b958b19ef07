#include "services/ingestion/members.h"

#include "absl/strings/str_cat.h"
#include "libs/crypto/digest.h"
#include "libs/record/natural_key.h"
#include "services/ingestion/families.h"

namespace creditproof::ingestion {
namespace {

constexpr std::size_t kDecisionKeyBytes = 8;

std::string KeyOf(absl::string_view what, absl::string_view value) {
  return crypto::Sha256(absl::StrCat(what, " ", value))
      .substr(0, kDecisionKeyBytes);
}

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
  const std::vector<std::string> keys = DecisionKeys(record);
  return keys.empty() ? "" : keys.front();
}

std::vector<std::string> DecisionKeys(const record::v1::Record& record) {
  std::vector<std::string> keys;
  const std::string number =
      record::FoldDocumentNumber(record.document_number());
  if (!number.empty()) keys.push_back(KeyOf("number", number));
  if (!record.decision_date().empty()) {
    keys.push_back(KeyOf("date", record.decision_date()));
  }
  return keys;
}

}  // namespace creditproof::ingestion
