#include "tools/creditproof/bench_http_load.h"

#include <grpcpp/client_context.h>

#include <functional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/rpc/status.h"
#include "tools/creditproof/bench_pace.h"

namespace creditproof::tool {
namespace {

constexpr std::size_t kConnected = 16;

}  // namespace

HttpLoad::HttpLoad(std::string address, std::string request)
    : address_(std::move(address)),
      request_(std::move(request)),
      executor_(kConnected, kMostPaced) {
  for (std::size_t i = 0; i < kConnected; ++i) {
    free_.push_back(std::make_unique<testing::HttpClient>(address_));
  }
}

// There is one for each thread.
grpc::Status HttpLoad::Ask() {
  std::unique_lock lock(mutex_);
  std::unique_ptr<testing::HttpClient> client = std::move(free_.back());
  free_.pop_back();
  lock.unlock();
  client->Send(request_);
  const testing::HttpReply reply = client->Receive();
  lock.lock();
  free_.push_back(std::move(client));
  if (reply.is_whole && reply.status == 200) return grpc::Status::OK;
  return {grpc::INTERNAL,
          absl::StrCat("HTTP status ", reply.status, ": ", reply.body)};
}

absl::StatusOr<LoadFigures> HttpLoad::Pace(double calls_per_second,
                                           absl::Duration time) {
  return KeepPace(calls_per_second, time,
                  [this](std::size_t, std::size_t, grpc::ClientContext&,
                         const std::function<void(grpc::Status)>& ended) {
                    const absl::Status accepted =
                        executor_.Submit([this, ended] { ended(Ask()); });
                    if (!accepted.ok()) ended(rpc::ToGrpc(accepted));
                  });
}

}  // namespace creditproof::tool
