#include "services/ingestion/hold_id.h"

#include <optional>

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

// Nothing when it cannot be read, and for rows of the registry.
std::optional<record::NaturalKey> NaturalKeyOf(const intake::Row& row,
                                               const Origin& origin) {
  if (!row.record.has_value() || !IsDecisionReadable(*row.record)) {
    return std::nullopt;
  }
  return record::NaturalKey(origin.source.source_id(), *row.record);
}

std::string MatchIdOf(const intake::Row& row,
                      const std::optional<record::NaturalKey>& key) {
  if (!key.has_value() || row.record->party_name().empty()) return "";
  return key->QuarantineId(row.record->party_name());
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
  const auto key = NaturalKeyOf(row, origin);
  RowIds ids;
  ids.match_id = MatchIdOf(row, key);
  ids.hold_id = HoldIdWithMatch(row, origin, ids.match_id);
  if (key.has_value()) ids.record_id = key->RecordId(row.credit_code);
  return ids;
}

std::string MatchIdOf(const intake::Row& row, const Origin& origin) {
  return MatchIdOf(row, NaturalKeyOf(row, origin));
}

std::string RecordIdOf(const intake::Row& row, const Origin& origin) {
  const auto key = NaturalKeyOf(row, origin);
  return key.has_value() ? key->RecordId(row.credit_code) : "";
}

std::string TakenRecordId(const intake::Row& row, const Origin& origin) {
  return record::NaturalKey(origin.source.source_id(), *row.record)
      .RecordId(row.record->credit_code());
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
