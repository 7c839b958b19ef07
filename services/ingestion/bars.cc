#include "services/ingestion/bars.h"

#include <google/protobuf/util/time_util.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/date.h"
#include "libs/base/status_macros.h"
#include "libs/kv/big_endian.h"
#include "services/ingestion/families.h"
#include "services/ingestion/stored_message.h"
#include "services/ingestion/two_administrators.h"

namespace creditproof::ingestion {
namespace {

using google::protobuf::util::TimeUtil;
using v1::Appeal;
using v1::Bar;

constexpr std::size_t kTimeBytes = 8;

std::string BarKey(absl::string_view bar_id) {
  return absl::StrCat("b", bar_id);
}
std::string EvidenceKey(absl::string_view bar_id) {
  return absl::StrCat("e", bar_id);
}
std::string LiftKey(absl::string_view proposal_id) {
  return absl::StrCat("l", proposal_id);
}

// Nobody answers any more: what it was filed against is over.
void Lapse(const std::string& until_date, Appeal& appeal) {
  appeal.set_state(Appeal::STATE_LAPSED);
  appeal.set_answer(absl::StrCat(
      "限制已于 ", until_date,
      " 到期，申诉不再处理 / the bar ended before the appeal was answered"));
  const auto last = base::ParseDate(until_date);
  if (!last.ok()) return;
  *appeal.mutable_close_time() =
      TimestampOf(absl::FromCivil(*last + 1, base::ChinaTime()));
}

// ISO 8601 dates are in order as text.
Bar JudgedOn(absl::CivilDay today, Bar bar) {
  const bool over =
      !bar.until_date().empty() && bar.until_date() < base::FormatDate(today);
  if (bar.state() != Bar::STATE_IN_FORCE || !over) return bar;
  bar.set_state(Bar::STATE_EXPIRED);
  if (bar.appeal().state() == Appeal::STATE_OPEN) {
    Lapse(bar.until_date(), *bar.mutable_appeal());
  }
  return bar;
}

}  // namespace

absl::StatusOr<std::optional<Bar>> FindBar(const View& view,
                                           absl::string_view bar_id,
                                           absl::CivilDay today) {
  ASSIGN_OR_RETURN(std::optional<Bar> bar,
                   FindMessage<Bar>(view, kDecisions, BarKey(bar_id)));
  if (bar.has_value()) bar = JudgedOn(today, *std::move(bar));
  return bar;
}

absl::StatusOr<std::optional<Bar>> FindBarOfProposal(
    const View& view, absl::string_view proposal_id, absl::CivilDay today) {
  ASSIGN_OR_RETURN(const std::optional<std::string> lifted,
                   view.Get(kDecisions, LiftKey(proposal_id)));
  return FindBar(view, lifted.value_or(std::string(proposal_id)), today);
}

absl::StatusOr<std::optional<Bar>> FindBarOf(const View& view,
                                             absl::string_view credit_code,
                                             Bar::State state,
                                             absl::CivilDay today) {
  ASSIGN_OR_RETURN(const std::vector<std::string> suffixes,
                   view.Suffixes(kDecisions, BarsOfSubject(credit_code)));
  for (const std::string& suffix : suffixes) {
    ASSIGN_OR_RETURN(std::optional<Bar> bar,
                     FindBar(view, suffix.substr(kTimeBytes), today));
    if (bar.has_value() && bar->state() == state) return bar;
  }
  return std::optional<Bar>();
}

absl::StatusOr<std::optional<v1::Evidence>> FindEvidence(
    const View& view, absl::string_view bar_id) {
  return FindMessage<v1::Evidence>(view, kDecisions, EvidenceKey(bar_id));
}

void AddBar(const Bar& bar, const v1::Evidence& evidence, View& view) {
  const std::string suffix = absl::StrCat(
      kv::BigEndian(static_cast<std::uint64_t>(
          TimeUtil::TimestampToMicroseconds(bar.decision().propose_time()))),
      bar.bar_id());
  view.Put(kDecisions, EvidenceKey(bar.bar_id()), evidence.SerializeAsString());
  view.Put(kDecisions, absl::StrCat(kAllBars, suffix), "");
  view.Put(kDecisions, BarsOfSubject(bar.credit_code()) + suffix, "");
  PutBar(bar, view);
}

Bar PutBar(Bar bar, View& view) {
  view.Put(kDecisions, BarKey(bar.bar_id()), bar.SerializeAsString());
  if (bar.has_lift()) {
    view.Put(kDecisions, LiftKey(bar.lift().proposal_id()), bar.bar_id());
  }
  return bar;
}

std::string BarsOfSubject(absl::string_view credit_code) {
  return absl::StrCat("s", credit_code);
}

}  // namespace creditproof::ingestion
