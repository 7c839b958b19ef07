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
  Service(const changelog::Progress& progress,
          const std::vector<std::uint32_t>& partitions)
      : progress_(progress), partitions_(partitions) {}

  grpc::ServerUnaryReactor* GetHeads(grpc::CallbackServerContext* context,
                                     const GetHeadsRequest*,
                                     GetHeadsResponse* response) override {
    for (const std::uint32_t partition : partitions_) {
      changelog::v1::Head& head = *response->add_heads();
      head.set_partition(partition);
      head.set_position(progress_.Applied(partition).position);
    }
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }

 private:
  const changelog::Progress& progress_;
  const std::vector<std::uint32_t> partitions_;
};

absl::StatusOr<std::unique_ptr<LogEnd>> LogEnd::Start(
    const changelog::Progress& progress,
    const std::vector<std::uint32_t>& partitions) {
  auto service = std::make_unique<Service>(progress, partitions);
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
