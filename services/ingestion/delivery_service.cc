#include "services/ingestion/delivery_service.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/record/subject_name.h"
#include "libs/rpc/page.h"
#include "services/ingestion/delivery_list.h"
#include "services/ingestion/snapshot_turn.h"

namespace creditproof::ingestion {
namespace {

constexpr absl::string_view kConfirm = "ConfirmSnapshot";
constexpr absl::string_view kReject = "RejectSnapshot";

}  // namespace

DeliveryServiceImpl::DeliveryServiceImpl(const kv::Store& store, Writer& writer,
                                         audit::Trail& trail,
                                         const SourceActors& actors,
                                         const rpc::Gate& gate,
                                         base::Clock clock)
    : store_(store),
      writer_(writer),
      trail_(trail),
      actors_(actors),
      gate_(gate),
      clock_(std::move(clock)) {}

grpc::ServerUnaryReactor* DeliveryServiceImpl::GetDelivery(
    grpc::CallbackServerContext* context, const v1::GetDeliveryRequest* request,
    v1::Delivery* response) {
  return gate_.ServeBlocking(
      "GetDelivery", context, request, response,
      [this](const auto& r, const auto& caller) { return Get(r, caller); });
}

grpc::ServerUnaryReactor* DeliveryServiceImpl::ListDeliveries(
    grpc::CallbackServerContext* context,
    const v1::ListDeliveriesRequest* request,
    v1::ListDeliveriesResponse* response) {
  return gate_.ServeBlocking(
      "ListDeliveries", context, request, response,
      [this](const auto& r, const auto& caller) { return List(r, caller); });
}

grpc::ServerUnaryReactor* DeliveryServiceImpl::ConfirmSnapshot(
    grpc::CallbackServerContext* context,
    const v1::ConfirmSnapshotRequest* request, v1::Delivery* response) {
  return gate_.ServeBlocking(kConfirm, context, request, response,
                             [this](const auto& r, const auto& caller) {
                               return Decide(kConfirm, r.name(), caller);
                             });
}

grpc::ServerUnaryReactor* DeliveryServiceImpl::RejectSnapshot(
    grpc::CallbackServerContext* context,
    const v1::RejectSnapshotRequest* request, v1::Delivery* response) {
  return gate_.ServeBlocking(kReject, context, request, response,
                             [this](const auto& r, const auto& caller) {
                               return Decide(kReject, r.name(), caller);
                             });
}

absl::StatusOr<DeliveryServiceImpl::Name> DeliveryServiceImpl::ParseName(
    absl::string_view name) {
  const std::vector<std::string> parts = absl::StrSplit(name, '/');
  if (parts.size() != 4 || parts[2] != "deliveries" || parts[3].empty()) {
    return base::InvalidField("name",
                              "is not sources/{source}/deliveries/{delivery}");
  }
  const auto source_id =
      record::ParseSourceName(absl::StrCat(parts[0], "/", parts[1]));
  if (source_id.ok()) return Name{*source_id, parts[3]};
  return base::InvalidField("name", source_id.status().message());
}

template <typename Act>
auto DeliveryServiceImpl::Audited(absl::string_view method,
                                  const std::string& purpose,
                                  const std::string& source_id,
                                  const rpc::Caller& caller, Act act)
    -> decltype(act(Acting())) {
  const absl::StatusOr<Acting> admitted =
      actors_.Admit(View(store_), source_id, caller);
  using Answer = decltype(act(Acting()));
  const Answer answer =
      admitted.ok() ? act(*admitted) : Answer(admitted.status());
  const std::string client(caller.name());
  audit::v1::AuditEntry entry = AuditEntryOf(
      admitted.value_or(Acting{client, client, ""}), method, clock_());
  entry.set_purpose(purpose);
  entry.set_outcome(absl::StatusCodeToString(answer.status().code()));
  RETURN_IF_ERROR(trail_.WaitDurable(trail_.Add(std::move(entry))));
  return answer;
}

absl::StatusOr<v1::Delivery> DeliveryServiceImpl::Get(
    const v1::GetDeliveryRequest& request, const rpc::Caller& caller) {
  ASSIGN_OR_RETURN(const Name name, ParseName(request.name()));
  return Audited("GetDelivery", absl::StrCat("look at ", request.name()),
                 name.source_id, caller, [&](const Acting&) {
                   return FindDelivery(View(store_), name.source_id,
                                       name.delivery_id);
                 });
}

absl::StatusOr<v1::ListDeliveriesResponse> DeliveryServiceImpl::List(
    const v1::ListDeliveriesRequest& request, const rpc::Caller& caller) {
  const auto source_id = record::ParseSourceName(request.parent());
  if (!source_id.ok()) {
    return base::InvalidField("parent", source_id.status().message());
  }
  return Audited("ListDeliveries",
                 absl::StrCat("deliveries of ", request.parent()), *source_id,
                 caller,
                 [&](const Acting&) { return ReadPage(request, *source_id); });
}

absl::StatusOr<v1::ListDeliveriesResponse> DeliveryServiceImpl::ReadPage(
    const v1::ListDeliveriesRequest& request,
    const std::string& source_id) const {
  ASSIGN_OR_RETURN(const rpc::Page page,
                   rpc::ParsePage(request.page_size(), request.page_token(),
                                  request.parent()));
  ASSIGN_OR_RETURN(DeliveryPage found,
                   ingestion::ListDeliveries(store_, source_id, page));
  v1::ListDeliveriesResponse response;
  for (v1::Delivery& delivery : found.deliveries) {
    *response.add_deliveries() = std::move(delivery);
  }
  if (!found.next_after.empty()) {
    response.set_next_page_token(
        rpc::PageToken(found.next_after, request.parent()));
  }
  return response;
}

absl::StatusOr<v1::Delivery> DeliveryServiceImpl::Decide(
    absl::string_view method, const std::string& name,
    const rpc::Caller& caller) {
  ASSIGN_OR_RETURN(const Name parsed, ParseName(name));
  const auto decide =
      [&](const Acting& acting) -> absl::StatusOr<v1::Delivery> {
    RETURN_IF_ERROR(
        method == kConfirm
            ? ingestion::ConfirmSnapshot(parsed.source_id, parsed.delivery_id,
                                         acting.client, acting.ground, writer_)
            : ingestion::RejectSnapshot(parsed.source_id, parsed.delivery_id,
                                        writer_));
    return FindDelivery(View(store_), parsed.source_id, parsed.delivery_id);
  };
  return Audited(method, absl::StrCat("decide on the snapshot ", name),
                 parsed.source_id, caller, decide);
}

}  // namespace creditproof::ingestion
