// The bars that were proposed, what proves them, and what became of them.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "creditproof/ingestion/v1/bar_service.pb.h"
#include "services/ingestion/view.h"

namespace creditproof::ingestion {

// Kept beside the log, in family `decisions`: a suspicion is nothing that is
// true of the subject, and its evidence is nobody's but the administrators'.
// What bars or frees the subject stands in the log, by the same act.
//   "b" || bar id (32)  -> Bar, which is not yet judged by the day
//   "e" || bar id       -> Evidence
//   "l" || lift id (32) -> id of the bar that it would lift
//   "s" || credit code (18) || propose time, microseconds (8) || bar id -> ""
//   "t" || propose time, likewise || bar id -> ""

// As it stands on the day `today`: once its last day is over it is EXPIRED, and
// an open appeal LAPSED. Nothing for an unknown id.
absl::StatusOr<std::optional<v1::Bar>> FindBar(const View& view,
                                               absl::string_view bar_id,
                                               absl::CivilDay today);

// The bar that this proposal would bring about or lift. Nothing for an unknown
// id.
absl::StatusOr<std::optional<v1::Bar>> FindBarOfProposal(
    const View& view, absl::string_view proposal_id, absl::CivilDay today);

// The subject's bar that stands so on that day; at most one is proposed, and at
// most one in force. Nothing when none does.
absl::StatusOr<std::optional<v1::Bar>> FindBarOf(const View& view,
                                                 absl::string_view credit_code,
                                                 v1::Bar::State state,
                                                 absl::CivilDay today);

absl::StatusOr<std::optional<v1::Evidence>> FindEvidence(
    const View& view, absl::string_view bar_id);

void AddBar(const v1::Bar& bar, const v1::Evidence& evidence, View& view);

// Also keeps by which proposal it would be lifted.
v1::Bar PutBar(v1::Bar bar, View& view);

// What the keys of all bars, or of a subject's, start with; propose time and
// bar id come behind.
inline constexpr absl::string_view kAllBars = "t";
std::string BarsOfSubject(absl::string_view credit_code);

}  // namespace creditproof::ingestion
