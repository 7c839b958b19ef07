// ReportService over gRPC: judges who asks, issues, and writes down every look.
#pragma once

#include <string>

#include "creditproof/report/v1/report_service.grpc.pb.h"
#include "libs/partition/partition.h"
#include "libs/rpc/gate.h"
#include "libs/rpc/stream.h"
#include "libs/rpc/stream_gate.h"
#include "services/report_rendering/doorkeeper.h"
#include "services/report_rendering/issuer.h"
#include "services/report_rendering/previewer.h"

namespace creditproof::report_rendering {

class ReportServiceImpl final
    : public report::v1::ReportService::CallbackService {
 public:
  // What the service works with; all must outlive it.
  struct Parts {
    Issuer& issuer;
    const Previewer& previewer;
    const ReportStore& store;
    Grants& grants;
    Doorkeeper& door;
    const PartitionSet& partitions;
  };

  // `files` guards ReadReportFile, `gate` all else.
  ReportServiceImpl(Parts parts, rpc::Gate gate, rpc::StreamGate files)
      : parts_(parts), gate_(std::move(gate)), files_(std::move(files)) {}

  grpc::ServerUnaryReactor* IssueReport(
      grpc::CallbackServerContext* context,
      const report::v1::IssueReportRequest* request,
      report::v1::IssueReportResponse* response) override;
  grpc::ServerUnaryReactor* PreviewReport(
      grpc::CallbackServerContext* context,
      const report::v1::PreviewReportRequest* request,
      report::v1::PreviewReportResponse* response) override;
  grpc::ServerUnaryReactor* DownloadReport(
      grpc::CallbackServerContext* context,
      const report::v1::DownloadReportRequest* request,
      report::v1::DownloadReportResponse* response) override;
  grpc::ServerWriteReactor<google::api::HttpBody>* ReadReportFile(
      grpc::CallbackServerContext* context,
      const report::v1::ReadReportFileRequest* request) override;
  grpc::ServerUnaryReactor* GetReport(
      grpc::CallbackServerContext* context,
      const report::v1::GetReportRequest* request,
      report::v1::Report* response) override;
  grpc::ServerUnaryReactor* GetReportData(
      grpc::CallbackServerContext* context,
      const report::v1::GetReportDataRequest* request,
      report::v1::GetReportDataResponse* response) override;
  grpc::ServerUnaryReactor* ListReports(
      grpc::CallbackServerContext* context,
      const report::v1::ListReportsRequest* request,
      report::v1::ListReportsResponse* response) override;

 private:
  template <typename Response>
  using Answer = absl::StatusOr<Response>;

  Answer<report::v1::IssueReportResponse> Issue(
      const report::v1::IssueReportRequest& request, const rpc::Caller& caller,
      absl::Time deadline);
  Answer<report::v1::IssueReportResponse> IssueAdmitted(
      const IssueRequest& issue, const access::v1::Ground& ground,
      const Admitted& admitted, const rpc::Caller& caller, absl::Time deadline);
  Answer<report::v1::PreviewReportResponse> Preview(
      const report::v1::PreviewReportRequest& request,
      const rpc::Caller& caller, absl::Time deadline);
  absl::Status CheckReplaces(const IssueRequest& issue,
                             const Admitted& admitted) const;
  absl::Status CheckStillGranted(const Admitted& admitted) const;

  // What `read` gives of a released report, to who may have it.
  template <typename Response, typename Request, typename Read>
  Answer<Response> Fetch(const char* method, const char* outcome,
                         const Request& request, const rpc::Caller& caller,
                         Read read);
  absl::Status Send(const report::v1::ReadReportFileRequest& request,
                    rpc::ServerWriter<google::api::HttpBody>& writer,
                    const rpc::Caller& caller);
  absl::StatusOr<report::v1::Report> Find(const ReportName& name,
                                          const Admitted& admitted) const;
  Answer<report::v1::ListReportsResponse> List(
      const report::v1::ListReportsRequest& request, const rpc::Caller& caller);

  const Parts parts_;
  const rpc::Gate gate_;
  const rpc::StreamGate files_;
};

}  // namespace creditproof::report_rendering
