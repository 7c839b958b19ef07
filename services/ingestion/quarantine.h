// The rows that stand open, findable by whatever a registration may have in
// common with them.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "creditproof/ingestion/v1/ingestion_store.pb.h"
#include "services/ingestion/view.h"

namespace creditproof::ingestion {

// Layout of family `quarantine`; the values of all but the first and last are
// empty:
//   "e" || hold id (32)                      -> OpenRow
//   "n" || NameKey(its name) || hold id
//   "o" || its organisation code || hold id
//   "c" || its code or one near it || hold id
//   "f" || its code, or the one it was changed to || hold id,
//          where `renumbered_to` says so
//   "r" || record id (32) || hold id
//   "m" || match id (32) || hold id
//   "s" || source id || 0x00 || open time, microseconds (8) || hold id
//   "a" || act id (32)                       -> AnsweredResolution
inline constexpr char kOpenRowPrefix = 'e';
absl::StatusOr<std::optional<v1::OpenRow>> FindOpenRow(
    const View& view, absl::string_view hold_id);

// Replaces what stands open under the same hold id, but for when it was opened
// and which delivery brought it first; what was not open before is from `now`
// on. The same again writes nothing.
absl::Status PutOpenRow(v1::OpenRow row, absl::Time now, View& view);

void RemoveOpenRow(const v1::OpenRow& row, View& view);

// Hold ids of the open rows that may concern the subject of `registration`,
// which the index knows, by its names, its organisation code, its code and its
// former codes.
absl::StatusOr<std::set<std::string>> OpenRowsThatMayConcern(
    const View& view, const record::v1::Registration& registration);

// What the keys of a source's open rows start with; open time (8 bytes) and
// hold id come behind.
std::string OpenRowsPrefix(absl::string_view source_id);
inline constexpr std::size_t kOpenTimeBytes = 8;

// What a resolution by call was answered. Nothing when there was none.
absl::StatusOr<std::optional<v1::AnsweredResolution>> FindAnswered(
    const View& view, absl::string_view act_id);
void PutAnswered(absl::string_view act_id,
                 const v1::AnsweredResolution& answered, View& view);

// The open rows that are, or would be, this record.
absl::StatusOr<std::vector<v1::OpenRow>> OpenRowsOfRecord(
    const View& view, absl::string_view record_id);

// The open rows with this match id, which must not be empty.
absl::StatusOr<std::vector<v1::OpenRow>> OpenRowsOfMatch(
    const View& view, absl::string_view match_id);

// The open rows that stand for records left under, or missing from, this code.
absl::StatusOr<std::vector<v1::OpenRow>> RenumberedRowsOf(
    const View& view, absl::string_view credit_code);

// Hold ids of the open rows that name this code, or one that is near it.
absl::StatusOr<std::vector<std::string>> HoldsNaming(
    const View& view, absl::string_view credit_code);

// All that this source has open. For a view of the store alone: an act's knows
// no such list (presence.h).
absl::StatusOr<std::vector<v1::OpenRow>> OpenRowsOfSource(
    const View& view, absl::string_view source_id);

}  // namespace creditproof::ingestion
