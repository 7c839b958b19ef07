#include "tools/creditproof/bench_server.h"

#include <utility>

#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/signing.h"
#include "libs/rpc/status.h"
#include "libs/testing/temp_directory.h"
#include "services/eligibility_check/standing_applier.h"
#include "tools/creditproof/bench_subjects.h"

namespace creditproof::tool {
namespace {

using eligibility::v1::EligibilityService;
using eligibility::v1::Verdict;

constexpr std::size_t kAsked = 20'000;    // clean subjects asked about
constexpr std::size_t kAsserted = 2'000;  // of these, with an assertion
constexpr char kKeyId[] = "portal";

absl::StatusOr<access::Judge> MakeJudge(const crypto::SigningKey& portal,
                                        const std::filesystem::path& folder) {
  constexpr char kKeyFile[] = "portal.pem";
  RETURN_IF_ERROR(
      base::WriteFile(folder / kKeyFile, portal.verifying_key().Pem()));
  config::v1::Grounds grounds = BenchGrounds();
  config::v1::AssertionKey& key = *grounds.add_assertion_keys();
  key.set_key_id(kKeyId);
  key.set_public_key_file(kKeyFile);
  key.add_clients(kBenchClient);
  return access::Judge::Make(grounds, folder);
}

}  // namespace

CheckRequest AskAbout(const std::string& code) {
  CheckRequest request;
  request.set_subject("subjects/" + code);
  request.set_purpose("惠企政策资金申报资格审核");
  *request.mutable_ground() = BenchGround();
  return request;
}

absl::StatusOr<CheckResponse> SampleOf(const Target& target,
                                       const CheckRequest& request) {
  const auto stub = EligibilityService::NewStub(target.Connect());
  grpc::ClientContext context;
  CheckResponse response;
  const grpc::Status status =
      stub->CheckEligibility(&context, request, &response);
  if (!status.ok()) return rpc::FromGrpc(status);
  if (response.verdict().outcome() != Verdict::OUTCOME_ELIGIBLE) {
    return absl::InternalError("a clean subject is not found eligible");
  }
  return response;
}

struct CheckServer::Parts {
  absl::StatusOr<std::vector<std::string>> Fill() const;
  absl::Status Ask(const crypto::SigningKey& portal);

  testing::TempDirectory folder;
  std::vector<std::string> clean;
  std::vector<CheckRequest> duty_requests;
  std::vector<CheckRequest> strong_requests;
  std::vector<CheckRequest> subject_requests;
  std::unique_ptr<CheckHost> host;
};

// Returns the codes of clean subjects. Closes the store again: what lies in
// memory before its first flush is not the ordinary case.
absl::StatusOr<std::vector<std::string>> CheckServer::Parts::Fill() const {
  ASSIGN_OR_RETURN(const std::unique_ptr<kv::Store> store,
                   OpenBenchStore(folder.path()));
  ASSIGN_OR_RETURN(const PartitionSet partitions,
                   PartitionSet::Make(kBenchPartitions, {}));
  ASSIGN_OR_RETURN(const std::unique_ptr<eligibility_check::Replica> replica,
                   eligibility_check::Replica::Open(*store, partitions));
  eligibility_check::StandingApplier applier(*replica);
  return LoadSubjects(kBenchPartitions, applier);
}

absl::Status CheckServer::Parts::Ask(const crypto::SigningKey& portal) {
  for (std::size_t i = 0; i < kAsked; ++i) {
    duty_requests.push_back(AskAbout(clean[i * clean.size() / kAsked]));
    strong_requests.push_back(duty_requests.back());
    strong_requests.back().set_consistency(CheckRequest::CONSISTENCY_STRONG);
  }
  for (std::size_t i = 0; i < kAsserted; ++i) {
    const std::string& code = clean[i * clean.size() / kAsserted];
    CheckRequest request = AskAbout(code);
    ASSIGN_OR_RETURN(
        *request.mutable_ground(),
        access::AssertSubject(portal, kKeyId, code, "user 7", absl::Now()));
    subject_requests.push_back(std::move(request));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<CheckServer>> CheckServer::Start() {
  auto parts = std::make_unique<Parts>();
  ASSIGN_OR_RETURN(parts->clean, parts->Fill());
  ASSIGN_OR_RETURN(const std::string pem, crypto::SigningKey::GeneratePem());
  ASSIGN_OR_RETURN(const auto portal, crypto::SigningKey::FromPem(pem));
  RETURN_IF_ERROR(parts->Ask(portal));
  ASSIGN_OR_RETURN(access::Judge judge,
                   MakeJudge(portal, parts->folder.path()));
  ASSIGN_OR_RETURN(parts->host,
                   CheckHost::Start(parts->folder.path(), std::move(judge)));
  return std::unique_ptr<CheckServer>(new CheckServer(std::move(parts)));
}

CheckServer::CheckServer(std::unique_ptr<Parts> parts)
    : parts_(std::move(parts)) {}

CheckServer::~CheckServer() = default;

CheckHost& CheckServer::host() { return *parts_->host; }

const std::vector<std::string>& CheckServer::clean() const {
  return parts_->clean;
}

const std::vector<CheckRequest>& CheckServer::duty_requests() const {
  return parts_->duty_requests;
}

const std::vector<CheckRequest>& CheckServer::strong_requests() const {
  return parts_->strong_requests;
}

const std::vector<CheckRequest>& CheckServer::subject_requests() const {
  return parts_->subject_requests;
}

}  // namespace creditproof::tool
