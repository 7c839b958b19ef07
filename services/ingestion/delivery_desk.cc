#include "services/ingestion/delivery_desk.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/record/subject_name.h"
#include "services/ingestion/index.h"
#include "services/ingestion/sources.h"

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

absl::Status CheckClient(const v1::Source& source, const std::string& source_id,
                         const std::vector<std::string>& client) {
  const auto& allowed = source.client_names();
  const bool may_deliver =
      std::any_of(client.begin(), client.end(), [&](const std::string& name) {
        return std::find(allowed.begin(), allowed.end(), name) != allowed.end();
      });
  if (may_deliver) return absl::OkStatus();
  return base::Error(
      absl::StatusCode::kPermissionDenied,
      base::Reason::REASON_SOURCE_NOT_YOURS,
      absl::StrCat(client.front(), " may not deliver for ", source_id),
      {{"source", source_id}, {"client", client.front()}});
}

}  // namespace

DeliveryDesk::DeliveryDesk(const kv::Store& store, Writer& writer,
                           crypto::Sealer sealer,
                           crypto::SigningKey receipt_key)
    : store_(store),
      writer_(writer),
      sealer_(std::move(sealer)),
      receipt_key_(std::move(receipt_key)) {}

absl::StatusOr<std::unique_ptr<Delivery>> DeliveryDesk::Begin(
    const v1::DeliveryHeader& header, const std::vector<std::string>& client,
    Delivery::Answer answer) {
  ASSIGN_OR_RETURN(Origin origin, OriginOf(header, client));
  RETURN_IF_ERROR(CheckDeliveryId(header.delivery_id()));
  if (!v1::FileKind_IsValid(header.file_kind())) {
    return base::InvalidField("header.file_kind", "is no kind of file");
  }
  ASSIGN_OR_RETURN(
      std::unique_ptr<InProgress::Turn> turn,
      in_progress_.Begin(
          LedgerPage(origin.source.source_id(), origin.delivery_id).key(),
          origin.delivery_id));
  return std::make_unique<Delivery>(
      Delivery::Tools{writer_, sealer_, receipt_key_}, std::move(origin),
      header.file_kind(), header.dry_run(), std::move(turn), std::move(answer));
}

absl::StatusOr<Origin> DeliveryDesk::OriginOf(
    const v1::DeliveryHeader& header,
    const std::vector<std::string>& client) const {
  const absl::StatusOr<std::string> id =
      record::ParseSourceName(header.source());
  if (!id.ok())
    return base::InvalidField("header.source", id.status().message());
  const View view(store_);
  ASSIGN_OR_RETURN(const v1::Source source, FindSource(view, *id));
  RETURN_IF_ERROR(CheckClient(source, *id, client));
  ASSIGN_OR_RETURN(auto state, FindSourceState(view, *id));
  Origin origin;
  origin.source = *std::move(state);
  origin.delivery_id = header.delivery_id();
  origin.client = client.front();
  return origin;
}

}  // namespace creditproof::ingestion
