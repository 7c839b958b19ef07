#include "services/ingestion/hold_id.h"

#include "absl/strings/str_cat.h"
#include "libs/record/declared_number.h"
#include "libs/record/natural_key.h"
#include "services/ingestion/derived_id.h"

namespace creditproof::ingestion {
namespace {

// Whether authority and document number are there. A listing, and a record of a
// declared kind, may come without a number; its date stands in for it.
bool IsDecisionReadable(const record::v1::Record& record) {
  if (record.authority().empty() && record.authority_code().empty()) {
    return false;
  }
  return !record.document_number().empty() ||
         ((record.kind() == record::v1::RECORD_KIND_DISHONESTY ||
           record::IsDeclared(record.kind())) &&
          !record.decision_date().empty());
}

std::string FromBytes(const intake::Row& row, const Origin& origin) {
  return DerivedId({"bytes", origin.source.source_id(),
                    absl::StrCat(static_cast<int>(origin.file_kind)),
                    row.raw_sha256});
}

// The row's record as far as its ids need it: a copy of the whole would cost
// more than the rest of the judgment.
record::v1::Record IdentityOf(const intake::Row& row, const Origin& origin) {
  record::v1::Record record;
  record.set_source_id(origin.source.source_id());
  record.set_kind(RecordKindOf(origin.file_kind));
  if (!row.record.has_value()) return record;
  record.set_party_name(row.record->party_name());
  record.set_authority(row.record->authority());
  record.set_authority_code(row.record->authority_code());
  record.set_document_number(row.record->document_number());
  record.set_decision_date(row.record->decision_date());
  return record;
}

std::string HoldIdWithMatch(const intake::Row& row, const Origin& origin,
                            const std::string& match_id) {
  if (origin.file_kind == v1::FILE_KIND_REGISTRATION) {
    if (row.naming != intake::Naming::kCode) {
      return HoldIdWithoutCode(row, origin);
    }
    return RegistrationHoldId(origin.source.source_id(), row.credit_code);
  }
  if (match_id.empty()) return FromBytes(row, origin);
  return DerivedId({"row", match_id, row.credit_code, row.region_code,
                    record::FoldName(row.operator_name)});
}

}  // namespace

std::string RegistrationHoldId(absl::string_view source_id,
                               absl::string_view credit_code) {
  return DerivedId({"registration", source_id, credit_code});
}

std::string HoldIdOf(const intake::Row& row, const Origin& origin) {
  return RowIdsOf(row, origin).hold_id;
}

RowIds RowIdsOf(const intake::Row& row, const Origin& origin) {
  RowIds ids;
  ids.match_id = MatchIdOf(row, origin);
  ids.hold_id = HoldIdWithMatch(row, origin, ids.match_id);
  return ids;
}

std::string MatchIdOf(const intake::Row& row, const Origin& origin) {
  if (origin.file_kind == v1::FILE_KIND_REGISTRATION) return "";
  const record::v1::Record record = IdentityOf(row, origin);
  if (record.party_name().empty() || !IsDecisionReadable(record)) return "";
  return record::QuarantineId(record);
}

std::string RecordIdOf(const intake::Row& row, const Origin& origin) {
  if (origin.file_kind == v1::FILE_KIND_REGISTRATION) return "";
  record::v1::Record record = IdentityOf(row, origin);
  if (!IsDecisionReadable(record)) return "";
  record.set_credit_code(row.credit_code);
  return record::RecordId(record);
}

std::string RecordIdUnder(const v1::OpenRow& open,
                          absl::string_view credit_code) {
  record::v1::Record record = open.record();
  record.set_source_id(open.source_id());
  record.set_kind(open.record_kind());
  if (!IsDecisionReadable(record)) return "";
  record.set_credit_code(std::string(credit_code));
  return record::RecordId(record);
}

std::string HoldIdWithoutCode(const intake::Row& row, const Origin& origin) {
  if (row.name.empty()) return FromBytes(row, origin);
  return DerivedId({"registration by name", origin.source.source_id(),
                    record::FoldName(row.name), row.region_code,
                    record::FoldName(row.operator_name)});
}

}  // namespace creditproof::ingestion
