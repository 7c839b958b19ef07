// A report's file read straight from report-rendering.
#pragma once

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "creditproof/report/v1/report_service.grpc.pb.h"
#include "tools/creditproof/bench_listen.h"
#include "tools/creditproof/bench_meter.h"

namespace creditproof::tool {

// Over connections that it keeps. Not thread-safe.
class DownloadLoad {
 public:
  DownloadLoad(const Target& target, report::v1::ReadReportFileRequest request);

  // Calls at a rate; see KeepPace. Fails when a call does.
  absl::StatusOr<LoadFigures> Pace(double calls_per_second,
                                   absl::Duration time) const;

 private:
  const report::v1::ReadReportFileRequest request_;
  std::vector<std::unique_ptr<report::v1::ReportService::Stub>> stubs_;
};

}  // namespace creditproof::tool
