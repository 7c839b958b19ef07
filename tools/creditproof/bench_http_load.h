// The same HTTP request again and again, at a given pace.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/rpc/executor.h"
#include "libs/testing/http_client.h"
#include "tools/creditproof/bench_meter.h"

namespace creditproof::tool {

// Over connections that it keeps. Not thread-safe.
class HttpLoad {
 public:
  // `request` is all of it, head and body.
  HttpLoad(std::string address, std::string request);

  // Calls at a rate; see KeepPace. Fails unless each is answered with 200.
  absl::StatusOr<LoadFigures> Pace(double calls_per_second,
                                   absl::Duration time);

 private:
  class Taken;
  grpc::Status Ask();

  const std::string address_;
  const std::string request_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<testing::HttpClient>> free_;  // guarded by mutex_
  rpc::Executor executor_;  // last: its threads use the above
};

}  // namespace creditproof::tool
