#include "services/ingestion/members.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/digest.h"
#include "libs/reconcile/table_key.h"
#include "libs/record/natural_key.h"
#include "services/ingestion/families.h"
#include "services/ingestion/index.h"
#include "services/ingestion/table_index.h"

namespace creditproof::ingestion {
namespace {

constexpr std::size_t kDecisionKeyBytes = 8;

std::string KeyOf(absl::string_view what, absl::string_view value) {
  return crypto::Sha256(absl::StrCat(what, " ", value))
      .substr(0, kDecisionKeyBytes);
}
std::string NumberKey(absl::string_view number) {
  return KeyOf("number", number);
}
std::string DateKey(absl::string_view date) { return KeyOf("date", date); }

absl::Status NotInIndex(absl::string_view record_id) {
  return base::Error(
      absl::StatusCode::kDataLoss, base::Reason::REASON_STORE_CORRUPT,
      "a row of the table is no record of the index", {{"key", record_id}});
}

}  // namespace

absl::StatusOr<std::vector<Member>> MembersAfter(const View& view,
                                                 absl::string_view source_id,
                                                 record::v1::RecordKind kind,
                                                 absl::string_view after,
                                                 std::size_t limit) {
  ASSIGN_OR_RETURN(
      const std::vector<std::string> keys,
      view.SuffixesAfter(kIndex, TablePrefix(source_id, kind), after, limit));
  std::vector<Member> members;
  for (const std::string& key : keys) {
    Member& member = members.emplace_back();
    member.key = key;
    member.record_id = std::string(reconcile::RecordIdOf(key));
    ASSIGN_OR_RETURN(auto indexed, FindRecord(view, member.record_id));
    if (!indexed.has_value()) return NotInIndex(member.record_id);
    member.indexed = *std::move(indexed);
  }
  return members;
}

std::string DecisionKey(const record::v1::Record& record) {
  const std::string number =
      record::FoldDocumentNumber(record.document_number());
  if (!number.empty()) return NumberKey(number);
  return record.decision_date().empty() ? "" : DateKey(record.decision_date());
}

std::vector<std::string> DecisionKeys(const record::v1::Record& record) {
  std::vector<std::string> keys;
  const std::string first = DecisionKey(record);
  if (!first.empty()) keys.push_back(first);
  if (record.decision_date().empty()) return keys;
  std::string by_date = DateKey(record.decision_date());
  if (by_date != first) keys.push_back(std::move(by_date));
  return keys;
}

}  // namespace creditproof::ingestion
