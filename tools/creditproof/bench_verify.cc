#include "tools/creditproof/bench_verify.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "libs/base/status_macros.h"
#include "libs/claim/claim.h"
#include "libs/rpc/status.h"
#include "tools/creditproof/bench_contender.h"
#include "tools/creditproof/bench_reports.h"
#include "tools/creditproof/bench_verification.h"
#include "tools/creditproof/bench_verify_echo.h"
#include "tools/creditproof/bench_verify_load.h"
#include "tools/creditproof/bench_verify_work.h"
#include "tools/creditproof/bench_work.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {
namespace {

using verification::v1::Authenticity;
using verification::v1::RegisteredReport;

constexpr std::size_t kAsked = 10'000;      // reports asked about
constexpr std::size_t kSignatureByte = 80;  // of a claim
constexpr char kUrlPrefix[] = "HTTPS://CREDIT.EXAMPLE/V/";
constexpr int kQuestionRounds = 21;
constexpr absl::Duration kQuestionTime = absl::Milliseconds(300);
constexpr int kUploadRounds = 9;
constexpr int kRegisterRounds = 7;
constexpr absl::Duration kWorkTime = absl::Milliseconds(500);
constexpr int kWriters = 16;  // as many as main.cc gives the registry

VerifyRequest ByQrText(const std::string& claim) {
  VerifyRequest request;
  request.set_qr_text(claim::ClaimUrl(kUrlPrefix, claim));
  return request;
}

// Somebody else's signature: looked at, and refused.
std::string Forged(std::string claim) {
  claim[kSignatureByte] = static_cast<char>(claim[kSignatureByte] ^ 1);
  return claim;
}

// Fails unless the answer to `request` is `expected`.
absl::StatusOr<VerifyResponse> SampleOf(const Target& target,
                                        const VerifyRequest& request,
                                        Authenticity expected) {
  const auto stub =
      verification::v1::VerificationService::NewStub(target.Connect());
  grpc::ClientContext context;
  VerifyResponse response;
  const grpc::Status status = stub->VerifyReport(&context, request, &response);
  if (!status.ok()) return rpc::FromGrpc(status);
  if (response.authenticity() != expected) {
    return absl::InternalError("a sample is judged " +
                               Authenticity_Name(response.authenticity()));
  }
  return response;
}

// All that is measured, and the ways to it.
struct Bench {
  testing::TempDirectory folder;
  std::unique_ptr<BenchReports> reports;
  std::unique_ptr<VerificationHost> host;
  std::vector<RegisteredReport> asked;
  std::unique_ptr<VerifyEcho> echo;
  Uploads p256;
  Uploads sm2;

  absl::Status Start();
  absl::Status Fill();
  absl::StatusOr<Contenders> Questions();
  absl::StatusOr<Contenders> JudgeUploads();
  absl::StatusOr<Contenders> Registrations();
};

absl::Status Bench::Fill() {
  ASSIGN_OR_RETURN(
      host, VerificationHost::Start(folder.path(), reports->key_directory()));
  RETURN_IF_ERROR(reports->Introduce(host->changes()));
  while (asked.size() < kAsked) {
    ASSIGN_OR_RETURN(asked.emplace_back(), reports->Next());
  }
  RETURN_IF_ERROR(host->Register(asked));
  RETURN_IF_ERROR(p256.Print(/*with_sm2=*/false, *reports, *host));
  return sm2.Print(/*with_sm2=*/true, *reports, *host);
}

// Opens the store anew: what lies in memory before its first flush is not the
// ordinary case.
absl::Status Bench::Start() {
  ASSIGN_OR_RETURN(reports, BenchReports::Make());
  RETURN_IF_ERROR(Fill());
  host.reset();
  ASSIGN_OR_RETURN(
      host, VerificationHost::Start(folder.path(), reports->key_directory()));
  return absl::OkStatus();
}

absl::StatusOr<Contenders> Bench::Questions() {
  std::vector<VerifyRequest> by_number;
  std::vector<VerifyRequest> by_qr_text;
  std::vector<VerifyRequest> forged;
  for (const RegisteredReport& report : asked) {
    by_number.emplace_back().set_report_number(report.report_number());
    by_qr_text.push_back(ByQrText(report.claim()));
    forged.push_back(ByQrText(Forged(report.claim())));
  }
  using namespace verification::v1;  // NOLINT: the verdicts' names
  const Target& target = host->target();
  ASSIGN_OR_RETURN(const VerifyResponse answer,
                   SampleOf(target, by_number[0], AUTHENTICITY_GENUINE));
  RETURN_IF_ERROR(
      SampleOf(target, by_qr_text[0], AUTHENTICITY_GENUINE).status());
  RETURN_IF_ERROR(SampleOf(target, forged[0], AUTHENTICITY_ALTERED).status());
  ASSIGN_OR_RETURN(echo, VerifyEcho::Start(answer));

  Contenders contenders;
  const auto add = [&contenders](const char* name, const char* of,
                                 const Target& to,
                                 const std::vector<VerifyRequest>& requests) {
    auto load = std::make_shared<VerifyLoad>(to, requests);
    contenders.push_back(
        {name, of, [load] { return load->Keep(kQuestionTime); }});
  };
  add("echo_number", "echo_number", echo->target(), by_number);
  add("number", "echo_number", target, by_number);
  add("echo_qr", "echo_qr", echo->target(), by_qr_text);
  add("qr", "echo_qr", target, by_qr_text);
  add("qr_verified", "echo_qr", target, forged);
  RETURN_IF_ERROR(RunInTurns(kQuestionRounds, contenders));
  return contenders;
}

absl::StatusOr<Contenders> Bench::JudgeUploads() {
  const UploadFloor floor(reports->claim_key(), p256.pdfs());
  Contenders contenders;
  const auto add = [&contenders](const char* name, Work work) {
    contenders.push_back({name, "floor", [work = std::move(work)] {
                            return KeepWorking(1, kWorkTime, work);
                          }});
  };
  add("floor", [&](std::uint32_t number) { return floor.Do(number); });
  add("upload", [this](std::uint32_t number) {
    return p256.Judge(host->examiner(), number);
  });
  add("upload_sm2", [this](std::uint32_t number) {
    return sm2.Judge(host->examiner(), number);
  });
  RETURN_IF_ERROR(RunInTurns(kUploadRounds, contenders));
  return contenders;
}

absl::StatusOr<Contenders> Bench::Registrations() {
  BareRegistry bare(asked.front());
  RETURN_IF_ERROR(bare.Open());
  RegisterLoad load(host->target(), *reports);
  Contenders contenders = {
      {"bare_rocksdb", "bare_rocksdb",
       [&bare] {
         return KeepWorking(kWriters, kWorkTime,
                            [&bare](std::uint32_t) { return bare.Write(); });
       }},
      {"register", "bare_rocksdb", [&load] { return load.Keep(kWorkTime); }}};
  RETURN_IF_ERROR(RunInTurns(kRegisterRounds, contenders));
  return contenders;
}

Json RatiosOf(const Contenders& contenders) {
  return {{"number_vs_echo", OfEcho("number", contenders)},
          {"qr_vs_echo", OfEcho("qr", contenders)},
          {"qr_verified_vs_echo", OfEcho("qr_verified", contenders)},
          {"upload_vs_floor", OfEcho("upload", contenders)},
          {"upload_sm2_vs_floor", OfEcho("upload_sm2", contenders)},
          {"register_vs_rocksdb", OfEcho("register", contenders)}};
}

}  // namespace

absl::Status BenchVerify(bool json) {
  Bench bench;
  RETURN_IF_ERROR(bench.Start());
  ASSIGN_OR_RETURN(Contenders contenders, bench.Questions());
  ASSIGN_OR_RETURN(const Contenders uploads, bench.JudgeUploads());
  ASSIGN_OR_RETURN(const Contenders registrations, bench.Registrations());
  contenders.insert(contenders.end(), uploads.begin(), uploads.end());
  contenders.insert(contenders.end(), registrations.begin(),
                    registrations.end());
  const Json ratios = RatiosOf(contenders);
  if (json) {
    PrintJson({{"bench", "verify"},
               {"ratios", ratios},
               {"figures", FiguresOf(contenders)}});
    return absl::OkStatus();
  }
  PrintContenders(contenders);
  for (const auto& [name, ratio] : ratios.items()) {
    PrintLine(absl::StrFormat("%-36s %8.3f", name, ratio.get<double>()));
  }
  return absl::OkStatus();
}

}  // namespace creditproof::tool
