#include "tools/creditproof/bench_download.h"

#include <functional>
#include <utility>

#include "google/api/httpbody.pb.h"
#include "tools/creditproof/bench_pace.h"

namespace creditproof::tool {
namespace {

using google::api::HttpBody;
using report::v1::ReadReportFileRequest;
using report::v1::ReportService;

// Reads to the end, and ends itself with the call.
class Reader final : public grpc::ClientReadReactor<HttpBody> {
 public:
  explicit Reader(std::function<void(grpc::Status)> ended)
      : ended_(std::move(ended)) {}

  void Start(ReportService::Stub& stub, grpc::ClientContext& context,
             const ReadReportFileRequest& request) {
    stub.async()->ReadReportFile(&context, &request, this);
    StartRead(&piece_);
    StartCall();
  }

  void OnReadDone(bool ok) override {
    if (ok) StartRead(&piece_);
  }

  void OnDone(const grpc::Status& status) override {
    const std::unique_ptr<Reader> self(this);
    ended_(status);
  }

 private:
  const std::function<void(grpc::Status)> ended_;
  HttpBody piece_;
};

}  // namespace

DownloadLoad::DownloadLoad(const Target& target, ReadReportFileRequest request)
    : request_(std::move(request)) {
  for (const auto& channel : ConnectAll(target)) {
    stubs_.push_back(ReportService::NewStub(channel));
  }
}

absl::StatusOr<LoadFigures> DownloadLoad::Pace(double calls_per_second,
                                               absl::Duration time) const {
  return KeepPace(
      calls_per_second, time,
      [this](std::size_t, std::size_t number, grpc::ClientContext& context,
             std::function<void(grpc::Status)> ended) {
        (new Reader(std::move(ended)))
            ->Start(*stubs_[number % stubs_.size()], context, request_);
      });
}

}  // namespace creditproof::tool
