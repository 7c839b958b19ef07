#include "services/gateway/public_api.h"

#include "creditproof/audit/v1/audit_service.pb.h"
#include "creditproof/eligibility/v1/eligibility_service.pb.h"
#include "creditproof/ingestion/v1/bar_service.pb.h"
#include "creditproof/ingestion/v1/objection_service.pb.h"
#include "creditproof/report/v1/grant_service.pb.h"
#include "creditproof/report/v1/report_service.pb.h"
#include "creditproof/verification/v1/presentation_service.pb.h"
#include "creditproof/verification/v1/verification_service.pb.h"

namespace creditproof::gateway {
namespace {

using google::protobuf::ServiceDescriptor;

// A file is linked when something of it is named: one message each.
template <typename... Messages>
std::vector<const ServiceDescriptor*> ServicesOf() {
  return {Messages::descriptor()->file()->service(0)...};
}

}  // namespace

std::vector<const ServiceDescriptor*> PublicServices() {
  return ServicesOf<
      audit::v1::ListEntriesRequest, eligibility::v1::CheckEligibilityRequest,
      ingestion::v1::FileAppealRequest, ingestion::v1::Objection,
      report::v1::CreateGrantRequest, report::v1::IssueReportRequest,
      verification::v1::GetPresentationsRequest,
      verification::v1::VerifyReportRequest>();
}

const ServiceDescriptor* FindService(const std::string& name) {
  for (const ServiceDescriptor* service : PublicServices()) {
    if (service->full_name() == name) return service;
  }
  return nullptr;
}

}  // namespace creditproof::gateway
