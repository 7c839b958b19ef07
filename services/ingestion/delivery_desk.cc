#include "services/ingestion/delivery_desk.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/date.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "services/ingestion/index.h"
#include "services/ingestion/kinds.h"
#include "services/ingestion/snapshot_turn.h"
#include "services/ingestion/source_client.h"

namespace creditproof::ingestion {
namespace {

constexpr std::size_t kMaxIdLength = 64;
constexpr absl::string_view kIdAlphabet =
    "abcdefghijklmnopqrstuvwxyz0123456789-";

absl::Status CheckDeliveryId(absl::string_view id) {
  if (!id.empty() && id.size() <= kMaxIdLength &&
      id.find_first_not_of(kIdAlphabet) == absl::string_view::npos) {
    return absl::OkStatus();
  }
  return base::InvalidField(
      "header.delivery_id",
      absl::StrCat("is not 1 to ", kMaxIdLength, " characters of [a-z0-9-]"));
}

}  // namespace

DeliveryDesk::DeliveryDesk(const kv::Store& store, Writer& writer,
                           crypto::Sealer sealer,
                           crypto::SigningKey receipt_key,
                           workdays::Calendar calendar,
                           SweepLimits sweep_limits)
    : store_(store),
      writer_(writer),
      sealer_(std::move(sealer)),
      receipt_key_(std::move(receipt_key)),
      calendar_(std::move(calendar)),
      sweep_limits_(sweep_limits) {}

absl::StatusOr<std::unique_ptr<Delivery>> DeliveryDesk::Begin(
    v1::DeliveryHeader header, const std::vector<std::string>& client,
    Delivery::Answer answer) {
  ASSIGN_OR_RETURN(Origin origin, OriginOf(header, client));
  RETURN_IF_ERROR(CheckDeliveryId(header.delivery_id()));
  const View view(store_);
  ASSIGN_OR_RETURN(const bool is_kind, IsFileKind(view, header.file_kind()));
  if (!is_kind) {
    return base::InvalidField("header.file_kind", "is no kind of file");
  }
  if (header.has_snapshot()) {
    RETURN_IF_ERROR(CheckSnapshot(base::ChinaDay(writer_.NewAct().now()),
                                  *header.mutable_snapshot()));
  }
  ASSIGN_OR_RETURN(std::vector<record::v1::DeclaredKind> declared,
                   DeclaredFor(view, origin.source, header.file_kind()));
  ASSIGN_OR_RETURN(
      std::unique_ptr<InProgress::Turn> turn,
      in_progress_.Begin(
          LedgerPage(origin.source.source_id(), origin.delivery_id).key(),
          origin.delivery_id));
  return std::make_unique<Delivery>(
      Delivery::Tools{store_, writer_, sealer_, receipt_key_, sweep_limits_,
                      calendar_},
      std::move(origin), std::move(header), std::move(declared),
      std::move(turn), std::move(answer));
}

absl::StatusOr<Origin> DeliveryDesk::OriginOf(
    const v1::DeliveryHeader& header,
    const std::vector<std::string>& client) const {
  const View view(store_);
  ASSIGN_OR_RETURN(
      const std::string id,
      SourceOfClient(view, "header.source", header.source(), client));
  ASSIGN_OR_RETURN(auto state, FindSourceState(view, id));
  Origin origin;
  origin.source = *std::move(state);
  origin.delivery_id = header.delivery_id();
  origin.client = client.front();
  return origin;
}

}  // namespace creditproof::ingestion
