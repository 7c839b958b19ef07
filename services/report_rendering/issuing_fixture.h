// The neighbours of report-rendering as functions, for tests: a check that says
// what the test wants, a registry in memory, a press that prints no picture.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/claim/claim.h"
#include "libs/crypto/digest.h"
#include "libs/crypto/random.h"
#include "libs/record/catalogue.h"
#include "libs/record/subject_name.h"
#include "libs/report/shipped_templates.h"
#include "libs/testing/power_loss_env.h"
#include "libs/testing/temp_directory.h"
#include "services/report_rendering/families.h"
#include "services/report_rendering/grants.h"
#include "services/report_rendering/issuer.h"

namespace creditproof::report_rendering {

inline constexpr char kCode[] = "91230103TE00000103";
inline constexpr char kRequestId[] = "0b8f2f5e-6f0e-4c2e-9f59-1f9d1d3f0a01";
inline constexpr char kOtherRequestId[] =
    "0b8f2f5e-6f0e-4c2e-9f59-1f9d1d3f0a02";
inline constexpr char kClient[] = "portal.creditproof";
inline constexpr char kReceiverClient[] = "exchange.creditproof";
inline constexpr std::uint32_t kPartitions = 16;
inline constexpr absl::Time kNow = absl::FromUnixSeconds(1'795'000'000);

// Of kCode, found by a check: a penalty in 市场监管, unless a test changes it.
inline eligibility::v1::Finding Found(int number) {
  eligibility::v1::Finding finding;
  record::v1::Record& record = *finding.mutable_record()->mutable_record();
  record.set_record_id(absl::StrCat("record-", number));
  record.set_credit_code(kCode);
  record.set_kind(record::v1::RECORD_KIND_PENALTY);
  record.set_area(record::v1::AREA_MARKET_REGULATION);
  record.set_source_id("penalties");
  record.set_decision_date("2024-03-12");
  record.set_content("使用未经检验的特种设备。罚款3万元。");
  record.set_authority("哈尔滨市南岗区市场监督管理局");
  record.set_document_number(absl::StrCat("示市监罚〔2024〕", number, "号"));
  finding.mutable_record()->mutable_state()->set_kind(
      record::v1::RecordState::KIND_EFFECTIVE);
  return finding;
}

inline eligibility::v1::Finding Repaired(int number) {
  eligibility::v1::Finding finding = Found(number);
  auto& state = *finding.mutable_record()->mutable_state();
  state.set_kind(record::v1::RecordState::KIND_REPAIRED);
  state.set_since_date("2025-12-09");
  return finding;
}

// What a peer answers when a test has the process die at the call.
inline absl::Status Died() { return absl::UnavailableError("died"); }

// Thread-safe. What happens outside report-rendering, and outlives its crashes.
class Neighbours {
 public:
  using Outcome = eligibility::v1::Verdict::Outcome;

  Outcome outcome = eligibility::v1::Verdict::OUTCOME_ELIGIBLE;
  policy::v1::Edition edition = policy::v1::EDITION_CLEAN_ONLY;
  bool all_uncovered = false;
  std::string checked_code;  // what the check answers about, if not as asked
  bool other_areas = false;  // the check answers about one area less
  std::vector<eligibility::v1::Finding> findings;
  std::vector<eligibility::v1::Finding> repaired;
  int finding_count = -1;   // if not as many as there are
  int repaired_count = -1;  // likewise
  int keep_years = 0;
  policy::v1::TimeStamping time_stamping =
      policy::v1::TIME_STAMPING_UNSPECIFIED;
  std::string next_findings_page_token;
  std::function<void()> during_check = [] {};
  bool die_at_check = false;
  bool die_at_print = false;
  bool die_before_registering = false;
  bool die_after_registering = false;
  bool registration_arrives_late = false;  // after the next question about it
  int changes_before_registering = 0;
  int goes_away_after = 1'000'000;  // questions to the registry
  absl::Status check_error;
  absl::Status may_sign;
  absl::Status print_error;
  absl::Status stamp_error;
  absl::Status registry_error;

  int checks = 0;
  int questions = 0;  // to the registry, what it knows
  eligibility::v1::CheckEligibilityRequest last_check;
  report::v1::ReportData last_data;
  std::map<std::string, verification::v1::RegisteredReport> registry;
  std::set<std::uint32_t> printed_status_indices;

  Peers AsPeers() {
    return {[this](const auto&, const auto& request, absl::Time) {
              return Check(request);
            },
            [this](const auto&, const auto& report, absl::Time) {
              return Register(report);
            },
            [this](const auto& number, absl::Time) { return Get(number); }};
  }

  Print AsPrint() {
    return [this](const report::Page& page) { return PrintPage(page); };
  }

 private:
  absl::StatusOr<eligibility::v1::CheckEligibilityResponse> Check(
      const eligibility::v1::CheckEligibilityRequest& request) {
    during_check();
    const std::lock_guard lock(mutex_);
    if (die_at_check) return Died();
    if (!check_error.ok()) return check_error;
    ++checks;
    last_check = request;
    eligibility::v1::CheckEligibilityResponse response;
    eligibility::v1::Verdict& verdict = *response.mutable_verdict();
    verdict.set_outcome(outcome);
    *verdict.mutable_areas() = request.areas();
    if (request.areas().empty()) {
      for (const record::v1::Area area : record::AllAreas()) {
        verdict.add_areas(area);
      }
    }
    if (other_areas) verdict.mutable_areas()->RemoveLast();
    for (const int area : verdict.areas()) {
      if (all_uncovered || area == record::v1::AREA_SPORTS) {
        verdict.add_uncovered_areas(static_cast<record::v1::Area>(area));
      }
    }
    verdict.set_period_start_date("2021-11-23");
    verdict.set_period_end_date("2026-11-18");
    for (const auto& finding : findings) *verdict.add_findings() = finding;
    for (const auto& finding : repaired) *verdict.add_repaired() = finding;
    verdict.set_finding_count(finding_count < 0 ? verdict.findings_size()
                                                : finding_count);
    verdict.set_repaired_count(repaired_count < 0 ? verdict.repaired_size()
                                                  : repaired_count);
    verdict.set_next_findings_page_token(next_findings_page_token);
    verdict.mutable_basis()->set_edition(edition);
    verdict.mutable_basis()->set_policy_id("test-2024");
    verdict.mutable_basis()->set_policy_version(3);
    verdict.mutable_basis()->set_position(position_);
    auto& registration = *response.mutable_material()->mutable_registration();
    registration.set_credit_code(
        checked_code.empty()
            ? record::ParseSubjectName(request.subject())->text()
            : checked_code);
    registration.set_name("哈尔滨诚信科技有限公司");
    registration.set_legal_representative("欧阳修远");
    response.mutable_material()->mutable_data_as_of_time()->set_seconds(
        1'794'900'000);
    response.mutable_material()->set_report_keep_years(keep_years);
    response.mutable_material()->set_time_stamping(time_stamping);
    auto& name = *response.mutable_material()->add_source_names();
    name.set_source_id("courts");
    name.set_display_name("黑龙江省高级人民法院");
    return response;
  }

  // Equal pages never give equal bytes: the signature is random.
  absl::StatusOr<Printed> PrintPage(const report::Page& page) {
    const std::lock_guard lock(mutex_);
    if (die_at_print) return Died();
    if (!print_error.ok()) return print_error;
    if (page.data.time_stamped() && !stamp_error.ok()) return stamp_error;
    last_data = page.data;
    printed_status_indices.insert(page.data.status_index());
    const std::string prefix(1000, 'p');
    std::string pdf =
        absl::StrCat(prefix, claim::CanonicalReportData(page.data).c_str(),
                     page.qr_text, "signature ", ++signatures_);
    std::string sha256 = crypto::Sha256(pdf);
    return Printed{std::move(pdf), std::move(sha256), prefix.size()};
  }

  absl::Status Register(const verification::v1::RegisteredReport& report) {
    const std::lock_guard lock(mutex_);
    if (die_before_registering) return Died();
    if (!registry_error.ok()) return registry_error;
    if (changes_before_registering > 0) {
      --changes_before_registering;
      ++position_;
      return base::Error(absl::StatusCode::kAborted,
                         base::Reason::REASON_SUBJECT_CHANGED, "changed");
    }
    if (registration_arrives_late) {
      late_ = report;
      return Died();
    }
    const auto [known, added] =
        registry.emplace(report.report_number(), report);
    if (!added && known->second.pdf_sha256() != report.pdf_sha256()) {
      return base::Error(absl::StatusCode::kAlreadyExists,
                         base::Reason::REASON_REPORT_CONFLICT, "conflict");
    }
    if (die_after_registering) return Died();
    return absl::OkStatus();
  }

  absl::StatusOr<verification::v1::RegisteredReport> Get(
      const claim::ReportNumber& number) {
    const std::lock_guard lock(mutex_);
    if (++questions > goes_away_after) return Died();
    const auto known = registry.find(number.text());
    if (known != registry.end()) return known->second;
    if (!late_.report_number().empty()) {
      registry.emplace(late_.report_number(), late_);
    }
    return base::Error(absl::StatusCode::kNotFound,
                       base::Reason::REASON_REPORT_NOT_FOUND, "unknown");
  }

  std::mutex mutex_;
  std::uint64_t position_ = 7;
  int signatures_ = 0;
  verification::v1::RegisteredReport late_;
};

// report-rendering's own part, which crashes and starts again on its data.
class Instance {
 public:
  explicit Instance(Neighbours& neighbours) : neighbours_(neighbours) {
    Start();
  }

  // The power is cut: nothing but what is on disk survives.
  void Crash() {
    env_->CutPower();
    issuer_.reset();
    grants_.reset();
    store_.reset();
    kv_.reset();
    Start();
  }

  static report::v1::IssueReportRequest Request(
      const std::string& request_id = kRequestId) {
    report::v1::IssueReportRequest request;
    request.set_parent(absl::StrCat("subjects/", kCode));
    request.set_request_id(request_id);
    request.set_scenario(record::v1::SCENARIO_FINANCING_LISTING);
    return request;
  }

  absl::StatusOr<report::v1::IssueReportResponse> Issue(
      const std::string& request_id = kRequestId,
      const std::string& client = kClient) {
    return IssueThis(Request(request_id), client);
  }

  absl::StatusOr<report::v1::IssueReportResponse> IssueThis(
      const report::v1::IssueReportRequest& request,
      const std::string& client = kClient,
      absl::Time deadline = absl::InfiniteFuture()) {
    return issuer_->Issue(*IssueRequest::Parse(request),
                          {client, request.ground(), deadline});
  }

  // As whoever has judged the grant.
  absl::StatusOr<report::v1::IssueReportResponse> IssueOn(
      const report::v1::Grant& grant,
      const std::string& request_id = kRequestId,
      const std::string& client = kReceiverClient) {
    report::v1::IssueReportRequest request;
    request.set_parent(absl::StrCat("subjects/", kCode));
    request.set_request_id(request_id);
    request.mutable_ground()->mutable_grant()->set_grant_id(grant.grant_id());
    return issuer_->Issue(IssueRequest::Parse(request)->Granted(grant),
                          {client, request.ground(), absl::InfiniteFuture(),
                           *GrantName::Parse(grant.name())});
  }

  // Made by the subject, to end in a week.
  report::v1::CreateGrantResponse NewGrant(
      const std::string& request_id = kRequestId) {
    report::v1::CreateGrantRequest request;
    request.set_parent(absl::StrCat("subjects/", kCode));
    request.set_request_id(request_id);
    request.mutable_grant()->set_receiver_id("exchange");
    request.mutable_grant()->set_scenario(
        record::v1::SCENARIO_FINANCING_LISTING);
    request.mutable_grant()->mutable_end_time()->set_seconds(
        absl::ToUnixSeconds(now + absl::Hours(24 * 7)));
    return grants_
        ->Create(*GrantRequest::Parse(request, grants_->receivers(), now),
                 kClient, now)
        .value();
  }

  absl::Time now = kNow;

  Issuer& issuer() { return *issuer_; }
  Grants& grants() { return *grants_; }
  ReportStore& store() { return *store_; }
  kv::Store& kv() { return *kv_; }

 private:
  void Start() {
    env_ = std::make_unique<testing::PowerLossEnv>();
    kv_ = *kv::Store::Open(directory_.path() / "db", FamilySpecs(), env_.get());
    store_ = std::make_unique<ReportStore>(
        *kv_, ReportStore::Families{kIntents, kReports, kMeta}, kPartitions);
    grants_ = std::make_unique<Grants>(
        *kv_, kGrants, *store_, *Receivers::Make(TwoReceivers()),
        std::string(32, 's'), crypto::RandomBytes);
    issuer_ = std::make_unique<Issuer>(
        *store_, neighbours_.AsPeers(), neighbours_.AsPrint(),
        Issuing{
            std::string(32, 's'),
            claim_key_,
            "HTTPS://CREDIT.EXAMPLE/V/",
            {report::v1::SIGNATURE_KIND_PADES_P256},
            {claim_key_.verifying_key().fingerprint(), std::string(32, 'f')},
            report::ShippedTemplates(),
            [this] { return neighbours_.may_sign; }},
        [this] { return now; });
  }

  static config::v1::ReportRendering TwoReceivers() {
    config::v1::ReportRendering config;
    for (const auto& [id, name, client] :
         {std::tuple("exchange", "某证券交易所", kReceiverClient),
          std::tuple("bank", "某银行", "bank.creditproof")}) {
      config::v1::Receiver& receiver = *config.add_receivers();
      receiver.set_receiver_id(id);
      receiver.set_display_name(name);
      receiver.add_clients(client);
    }
    return config;
  }

  Neighbours& neighbours_;
  const testing::TempDirectory directory_;
  const crypto::SigningKey claim_key_ =
      *crypto::SigningKey::FromPem(*crypto::SigningKey::GeneratePem());
  std::unique_ptr<testing::PowerLossEnv> env_;
  std::unique_ptr<kv::Store> kv_;
  std::unique_ptr<ReportStore> store_;
  std::unique_ptr<Grants> grants_;
  std::unique_ptr<Issuer> issuer_;
};

}  // namespace creditproof::report_rendering
