// Back ends of the gateway's tests: real gRPC servers with mutual TLS, whose
// methods do what a test wants.
#pragma once

#include <grpcpp/server_context.h>

#include <functional>
#include <string>

#include "creditproof/audit/v1/audit_service.grpc.pb.h"
#include "creditproof/report/v1/report_service.grpc.pb.h"
#include "creditproof/verification/v1/verification_service.grpc.pb.h"
#include "libs/rpc/server.h"
#include "libs/rpc/test_identities.h"

namespace creditproof::gateway {

class FakeVerification final
    : public verification::v1::VerificationService::Service {
 public:
  using Request = verification::v1::VerifyReportRequest;
  using Piece = verification::v1::VerifyUploadRequest;
  using Response = verification::v1::VerifyReportResponse;

  std::function<grpc::Status(grpc::ServerContext&, const Request&, Response&)>
      verify;
  std::function<grpc::Status(grpc::ServerReader<Piece>&, Response&)> upload;
  std::function<grpc::Status(verification::v1::GetStatusListResponse&)> list;

  grpc::Status VerifyReport(grpc::ServerContext* context,
                            const Request* request,
                            Response* response) override {
    return verify(*context, *request, *response);
  }
  grpc::Status VerifyUpload(grpc::ServerContext*,
                            grpc::ServerReader<Piece>* reader,
                            Response* response) override {
    return upload(*reader, *response);
  }
  grpc::Status GetStatusList(
      grpc::ServerContext*, const verification::v1::GetStatusListRequest*,
      verification::v1::GetStatusListResponse* response) override {
    return list(*response);
  }
};

class FakeReports final : public report::v1::ReportService::Service {
 public:
  using Writer = grpc::ServerWriter<google::api::HttpBody>;

  std::function<grpc::Status(const report::v1::IssueReportRequest&,
                             report::v1::IssueReportResponse&)>
      issue;
  std::function<grpc::Status(const report::v1::ListReportsRequest&)> list;
  std::function<grpc::Status(grpc::ServerContext&, Writer&)> read;

  grpc::Status IssueReport(grpc::ServerContext*,
                           const report::v1::IssueReportRequest* request,
                           report::v1::IssueReportResponse* response) override {
    return issue(*request, *response);
  }
  grpc::Status ListReports(grpc::ServerContext*,
                           const report::v1::ListReportsRequest* request,
                           report::v1::ListReportsResponse*) override {
    return list(*request);
  }
  grpc::Status ReadReportFile(grpc::ServerContext* context,
                              const report::v1::ReadReportFileRequest*,
                              Writer* writer) override {
    return read(*context, *writer);
  }
};

// Says who was asked.
class FakeAudit final : public audit::v1::AuditService::Service {
 public:
  std::string asked;

  grpc::Status ListEntries(grpc::ServerContext*,
                           const audit::v1::ListEntriesRequest* request,
                           audit::v1::ListEntriesResponse*) override {
    asked = request->parent();
    return grpc::Status::OK;
  }
};

// One instance of a back end.
class TestBackEnd {
 public:
  TestBackEnd(const rpc::TestIdentities& identities,
              const std::vector<grpc::Service*>& services);
  ~TestBackEnd();

  const std::string& address() const { return started_.address; }

  // As a crash does.
  void Kill();

 private:
  rpc::StartedServer started_;
};

}  // namespace creditproof::gateway
