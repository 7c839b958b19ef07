// ReportService over gRPC: judges who asks, issues, and writes down every look.
#pragma once

#include "creditproof/report/v1/report_service.grpc.pb.h"
#include "libs/access/ground.h"
#include "libs/audit/trail.h"
#include "libs/base/clock.h"
#include "libs/partition/partition.h"
#include "libs/rpc/gate.h"
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
    const access::Judge& judge;
    const PartitionSet& partitions;
    audit::Trail& trail;
  };

  ReportServiceImpl(Parts parts, rpc::Gate gate, base::Clock clock)
      : parts_(parts), gate_(std::move(gate)), clock_(std::move(clock)) {}

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

 private:
  absl::StatusOr<report::v1::PreviewReportResponse> Preview(
      const report::v1::PreviewReportRequest& request,
      const rpc::Caller& caller, absl::Time deadline);
  absl::StatusOr<report::v1::IssueReportResponse> Issue(
      const report::v1::IssueReportRequest& request, const rpc::Caller& caller,
      absl::Time deadline);
  absl::StatusOr<report::v1::DownloadReportResponse> Download(
      const report::v1::DownloadReportRequest& request,
      const rpc::Caller& caller);
  absl::StatusOr<access::Access> AdmitSubject(const access::v1::Ground& ground,
                                              const access::Look& look) const;
  absl::StatusOr<audit::v1::AuditEntry> Admit(const std::string& method,
                                              const CreditCode& code,
                                              const access::v1::Ground& ground,
                                              const rpc::Caller& caller) const;

  absl::Status Audit(audit::v1::AuditEntry look, bool tells);

  const Parts parts_;
  const rpc::Gate gate_;
  const base::Clock clock_;
};

}  // namespace creditproof::report_rendering
