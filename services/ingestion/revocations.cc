#include "services/ingestion/revocations.h"

#include <google/protobuf/util/time_util.h>

#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "libs/kv/big_endian.h"
#include "services/ingestion/families.h"
#include "services/ingestion/stored_message.h"

namespace creditproof::ingestion {
namespace {

using google::protobuf::util::TimeUtil;
using v1::Revocation;

std::string RevocationKey(absl::string_view proposal_id) {
  return absl::StrCat("r", proposal_id);
}
std::string NumberKey(absl::string_view report_number) {
  return absl::StrCat("n", report_number);
}

}  // namespace

absl::StatusOr<std::optional<Revocation>> FindRevocation(
    const View& view, absl::string_view proposal_id) {
  return FindMessage<Revocation>(view, kDecisions, RevocationKey(proposal_id));
}

absl::StatusOr<std::optional<Revocation>> FindRevocationOf(
    const View& view, absl::string_view report_number) {
  ASSIGN_OR_RETURN(const std::optional<std::string> id,
                   view.Get(kDecisions, NumberKey(report_number)));
  if (!id.has_value()) return std::optional<Revocation>();
  return FindRevocation(view, *id);
}

void AddRevocation(const Revocation& revocation, View& view) {
  const std::string& id = revocation.decision().proposal_id();
  const auto micros = static_cast<std::uint64_t>(
      TimeUtil::TimestampToMicroseconds(revocation.decision().propose_time()));
  view.Put(kDecisions, NumberKey(revocation.report_number()), id);
  view.Put(kDecisions, absl::StrCat(kAllRevocations, kv::BigEndian(micros), id),
           "");
  PutRevocation(revocation, view);
}

Revocation PutRevocation(Revocation revocation, View& view) {
  view.Put(kDecisions, RevocationKey(revocation.decision().proposal_id()),
           revocation.SerializeAsString());
  return revocation;
}

}  // namespace creditproof::ingestion
