#include "tools/creditproof/bench_log_end.h"

#include <utility>

#include "creditproof/changelog/v1/change_log_service.grpc.pb.h"
#include "libs/base/status_macros.h"
#include "libs/rpc/status.h"

namespace creditproof::tool {

using changelog::v1::ChangeLogService;
using changelog::v1::GetHeadsRequest;
using changelog::v1::GetHeadsResponse;

class LogEnd::Service final : public ChangeLogService::CallbackService {
 public:
  explicit Service(const eligibility_check::Replica& replica)
      : replica_(replica) {}

  grpc::ServerUnaryReactor* GetHeads(grpc::CallbackServerContext* context,
                                     const GetHeadsRequest*,
                                     GetHeadsResponse* response) override {
    for (const std::uint32_t partition : replica_.partitions().served()) {
      changelog::v1::Head& head = *response->add_heads();
      head.set_partition(partition);
      head.set_position(replica_.progress().Applied(partition).position);
    }
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }

 private:
  const eligibility_check::Replica& replica_;
};

absl::StatusOr<std::unique_ptr<LogEnd>> LogEnd::Start(
    const eligibility_check::Replica& replica) {
  auto service = std::make_unique<Service>(replica);
  ASSIGN_OR_RETURN(Listening listening, Listen(*service));
  return std::unique_ptr<LogEnd>(
      new LogEnd(std::move(service), std::move(listening)));
}

LogEnd::LogEnd(std::unique_ptr<Service> service, Listening listening)
    : service_(std::move(service)),
      listening_(std::move(listening)),
      channel_(listening_.target.Connect()) {}

LogEnd::~LogEnd() { listening_.server->Shutdown(); }

absl::StatusOr<changelog::Heads> LogEnd::Read() {
  ++read_count_;
  ChangeLogService::Stub stub(channel_);
  grpc::ClientContext context;
  GetHeadsResponse response;
  RETURN_IF_ERROR(
      rpc::FromGrpc(stub.GetHeads(&context, GetHeadsRequest(), &response)));
  changelog::Heads heads;
  for (const changelog::v1::Head& head : response.heads()) {
    heads[head.partition()] = head.position();
  }
  return heads;
}

}  // namespace creditproof::tool
