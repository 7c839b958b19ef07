// Loads of questions to verification and of registrations.
#pragma once

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "creditproof/verification/v1/registry_service.grpc.pb.h"
#include "creditproof/verification/v1/verification_service.grpc.pb.h"
#include "tools/creditproof/bench_calls.h"
#include "tools/creditproof/bench_listen.h"
#include "tools/creditproof/bench_reports.h"

namespace creditproof::tool {

using VerifyRequest = verification::v1::VerifyReportRequest;
using VerifyResponse = verification::v1::VerifyReportResponse;

// Takes turns among `requests`, over connections that it keeps. Fails when a
// call does. Not thread-safe.
class VerifyLoad {
 public:
  VerifyLoad(const Target& target, std::vector<VerifyRequest> requests);

  absl::StatusOr<LoadFigures> Keep(absl::Duration time);

 private:
  const std::vector<VerifyRequest> requests_;
  std::vector<std::unique_ptr<verification::v1::VerificationService::Stub>>
      stubs_;
  std::vector<VerifyResponse> responses_;  // by loop
};

// Registers reports, none of them twice. Not thread-safe.
class RegisterLoad {
 public:
  // `reports` must outlive it.
  RegisterLoad(const Target& target, BenchReports& reports);

  // Makes what it registers before time counts. Fails when a call does.
  absl::StatusOr<LoadFigures> Keep(absl::Duration time);

 private:
  BenchReports& reports_;
  std::vector<std::unique_ptr<verification::v1::RegistryService::Stub>> stubs_;
  std::vector<verification::v1::RegisterReportRequest> ready_;
};

}  // namespace creditproof::tool
