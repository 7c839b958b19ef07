// Ingestion's index of latest revisions: a function of the log and of nothing
// else.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/changelog/v1/change.pb.h"
#include "creditproof/ingestion/v1/ingestion_store.pb.h"
#include "services/ingestion/view.h"

namespace creditproof::ingestion {

// Layout of family `index`:
//   "r" || record id            -> IndexedRecord
//   "s" || credit code          -> IndexedSubject
//   "c" || credit code || DecisionId (16 bytes) -> record id (16 bytes)
//   "d" || source id            -> changelog.v1.SourceState
//   "p" || partition (4 bytes)  -> "", where a policy was activated
//   "y"                         -> see table_index.h
//   "m", "n"                    -> see mismatch_index.h
//   "k" || kind id              -> record.v1.DeclaredKind
//   "a", "b", "q"               -> see policies.h
// of family `holds`, values empty: hold id (32) || credit code. Family `names`
// is in names.h, `objections` in objections.h.
//
// The one place that writes these families. What concerns everybody stands in
// every partition; its content is taken from partition 0. `append_id` is what
// the change has in the log.
absl::Status ApplyToIndex(const changelog::v1::Change& change,
                          std::uint32_t partition, absl::string_view append_id,
                          View& view);

absl::StatusOr<std::optional<v1::IndexedRecord>> FindRecord(
    const View& view, absl::string_view record_id);

// The records ever put under a code, by record::DecisionId (16 bytes).
absl::StatusOr<std::vector<std::string>> DecisionsUnder(
    const View& view, absl::string_view credit_code);

// The id of the one with this decision. Nothing when there is none.
absl::StatusOr<std::optional<std::string>> FindRecordUnder(
    const View& view, absl::string_view credit_code,
    absl::string_view decision_id);

// Nothing for a subject that was never registered.
absl::StatusOr<std::optional<v1::IndexedSubject>> FindSubject(
    const View& view, absl::string_view credit_code);

// The codes that the subject bore before, and those that they had replaced;
// its own is not among them.
absl::StatusOr<std::set<std::string>> FormerCodesOf(
    const View& view, absl::string_view credit_code);

absl::StatusOr<std::optional<changelog::v1::SourceState>> FindSourceState(
    const View& view, absl::string_view source_id);

// In order of id.
absl::StatusOr<std::vector<changelog::v1::SourceState>> AllSourceStates(
    const View& view);

// Nothing for an id that was never declared.
absl::StatusOr<std::optional<record::v1::DeclaredKind>> FindDeclaredKind(
    const View& view, absl::string_view kind_id);

// In order of id.
absl::StatusOr<std::vector<record::v1::DeclaredKind>> AllDeclaredKinds(
    const View& view);

absl::StatusOr<bool> HasPolicy(const View& view, std::uint32_t partition);

// Codes of the subjects that the hold stands against, ascending.
absl::StatusOr<std::vector<std::string>> HeldBy(const View& view,
                                                absl::string_view hold_id);
absl::StatusOr<bool> IsHeldBy(const View& view, absl::string_view hold_id,
                              absl::string_view credit_code);

// The keys of the source states, for listing.
inline constexpr absl::string_view kSourceStatePrefix = "d";

}  // namespace creditproof::ingestion
