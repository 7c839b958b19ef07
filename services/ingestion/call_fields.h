// Fields that several calls have. All fail with INVALID_ARGUMENT
// (INVALID_FIELD), naming the field.
#pragma once

#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/credit_code/credit_code.h"

namespace creditproof::ingestion {

// What belongs to a source: `sources/{source}/<collection>/{id}`, the id being
// 32 lower-case hex digits.
struct SourceItem {
  std::string source_id;
  std::string id;
};
absl::StatusOr<SourceItem> ParseSourceItem(absl::string_view field,
                                           absl::string_view name,
                                           absl::string_view collection);
std::string SourceItemName(absl::string_view source_id,
                           absl::string_view collection, absl::string_view id);

// `subjects/{credit_code}/records/{record}`, the record being 32 lower-case hex
// digits.
struct SubjectRecord {
  CreditCode subject;
  std::string record_id;
};
absl::StatusOr<SubjectRecord> ParseRecordName(absl::string_view field,
                                              absl::string_view name);

inline constexpr absl::string_view kQuarantinedRows = "quarantinedRows";
inline constexpr absl::string_view kObjectionsOf = "objections";
inline constexpr absl::string_view kMismatchesOf = "mismatches";

// A UUID, in lower case.
absl::StatusOr<std::string> ParseRequestId(absl::string_view request_id);

// What somebody wrote: 1 to `max_characters`, not only blanks, no control
// characters but line ends. Identity numbers are masked in what is returned.
absl::StatusOr<std::string> ParseWords(absl::string_view field,
                                       absl::string_view words,
                                       std::size_t max_characters);

}  // namespace creditproof::ingestion
