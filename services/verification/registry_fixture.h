// A real log, followed for real, and verification's own database, for tests.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/changelog/embedded_log.h"
#include "libs/changelog/follower.h"
#include "libs/changelog/head_reader.h"
#include "libs/claim/claim.h"
#include "libs/crypto/digest.h"
#include "libs/partition/partition.h"
#include "libs/policy/policy_fixture.h"
#include "libs/record/catalogue.h"
#include "libs/report/key_folder.h"
#include "libs/testing/power_loss_env.h"
#include "libs/testing/temp_directory.h"
#include "services/verification/families.h"
#include "services/verification/registry.h"

namespace creditproof::verification {

inline constexpr char kCode[] = "91230103TE00000103";
inline constexpr char kRecordId[] = "00112233445566778899aabbccddeeff";
inline constexpr std::uint32_t kPartitions = 16;
inline constexpr absl::Time kNow = absl::FromUnixSeconds(1'795'000'000);

// Reads a log of this process.
inline changelog::EntrySource FollowHere(const changelog::ChangeLog& log) {
  return
      [&log](std::uint32_t partition, std::uint64_t after,
             const std::stop_token& stop, const auto& consume) -> absl::Status {
        while (!stop.stop_requested()) {
          absl::StatusOr<std::vector<changelog::LogEntry>> entries =
              log.Read(partition, after, 100);
          if (!entries.ok()) return entries.status();
          if (entries->empty()) {
            const auto head =
                log.WaitPast(partition, after, absl::Milliseconds(50));
            if (!head.ok()) return head.status();
            continue;
          }
          after = entries->back().position;
          const absl::Status consumed = consume(*std::move(entries));
          if (!consumed.ok()) return consumed;
        }
        return absl::OkStatus();
      };
}

class RegistryFixture {
 public:
  // Appends a change about the subject; returns its position.
  std::uint64_t Append(changelog::v1::Change change) {
    change.set_credit_code(kCode);
    return AppendForAll(change);
  }
  std::uint64_t AppendForAll(const changelog::v1::Change& change) {
    const auto appended = log_->AppendAll(
        partition_,
        {{absl::StrCat("append-", ++appends_), change.SerializeAsString()}});
    return appended.value().front().position;
  }
  std::uint64_t AppendRegistration(
      const std::string& name = "哈尔滨诚信科技有限公司",
      record::v1::RegistrationStatus status =
          record::v1::REGISTRATION_STATUS_ACTIVE,
      const std::string& address = "哈尔滨市南岗区示例大街 1 号") {
    changelog::v1::Change change;
    record::v1::Registration& registration = *change.mutable_registration();
    registration.set_credit_code(kCode);
    registration.set_name(name);
    registration.set_status(status);
    registration.set_address(address);
    registration.set_operator_kind(record::v1::OPERATOR_KIND_COMPANY);
    registration.set_region_code("230103");
    return Append(change);
  }
  std::uint64_t AppendRecord(const std::string& decided = "2026-11-18") {
    changelog::v1::Change change;
    record::v1::Record& record = *change.mutable_record_put();
    record.set_record_id(kRecordId);
    record.set_credit_code(kCode);
    record.set_kind(record::v1::RECORD_KIND_PENALTY);
    record.set_area(record::v1::AREA_MARKET_REGULATION);
    record.set_decision_date(decided);
    return Append(change);
  }

  // The policy by which all reports here are issued.
  void AppendPolicy() {
    changelog::v1::Change change;
    policy::v1::Policy& policy =
        *change.mutable_policy_activated()->mutable_policy();
    policy = policy::SamplePolicy();
    policy.set_policy_id("test-2024");
    policy.set_version(1);
    AppendForAll(change);
  }

  std::uint64_t AppendRepair() {
    changelog::v1::Change change;
    change.mutable_record_repaired();
    return Append(change);
  }

  void AppendRevocation(const std::string& number, const std::string& reason,
                        const std::string& credit_code = kCode) {
    changelog::v1::Change change;
    change.set_credit_code(credit_code);
    change.mutable_provenance()->mutable_time()->set_seconds(
        absl::ToUnixSeconds(kNow));
    change.mutable_report_revoked()->set_report_number(number);
    change.mutable_report_revoked()->set_reason(reason);
    AppendForAll(change);
  }

  void StartFollowing() {
    follower_ = std::make_unique<changelog::Follower>(
        FollowHere(*log_), std::vector<std::uint32_t>{partition_}, *changes_);
  }
  void StopFollowing() { follower_.reset(); }
  void CatchUp() {
    const std::uint64_t head = *log_->Head(partition_);
    const absl::Status reached = changes_->progress().WaitFor(
        partition_, head, absl::Now() + absl::Seconds(30));
    if (!reached.ok()) std::abort();
  }

  // Leaves in kv_ what a power cut leaves; what was built on it is of no use.
  void CutPower() {
    StopFollowing();
    env_.CutPower();
    kv_.reset();
    kv_ = OpenStore(nullptr);
  }

  // What a report says that holds for `position`.
  report::v1::ReportData Data(std::uint64_t position,
                              const std::string& request_id = "a") const {
    report::v1::ReportData data;
    data.set_schema_version(1);
    data.set_report_number(claim::ReportNumber::Make("secret",
                                                     *CreditCode::Parse(kCode),
                                                     "portal", request_id)
                               .text());
    data.set_template_id("clean-2");
    data.set_edition(policy::v1::EDITION_CLEAN_ONLY);
    data.set_outcome(report::v1::ReportData::OUTCOME_CLEAN);
    data.mutable_subject()->set_credit_code(kCode);
    data.mutable_subject()->set_name("哈尔滨诚信科技有限公司");
    data.mutable_subject()->set_operator_kind(
        record::v1::OPERATOR_KIND_COMPANY);
    data.mutable_subject()->set_legal_representative_masked("王＊");
    data.mutable_subject()->set_status(record::v1::REGISTRATION_STATUS_ACTIVE);
    data.mutable_subject()->set_founded_date("2015-03-18");
    data.mutable_subject()->set_registration_authority(
        "哈尔滨市市场监督管理局");
    data.mutable_subject()->set_address("哈尔滨市南岗区示例大街 1 号");
    data.set_scenario(record::v1::SCENARIO_FINANCING_LISTING);
    data.set_purpose("招标投标");
    data.set_period_start_date("2021-11-23");
    data.set_period_end_date("2026-11-18");
    for (const record::v1::Area area : record::AllAreas()) {
      auto& result = *data.add_areas();
      result.set_area(area);
      result.set_kind(report::v1::AreaResult::KIND_NOTHING_FOUND);
    }
    data.mutable_issue_time()->set_seconds(absl::ToUnixSeconds(kNow));
    data.mutable_data_as_of_time()->set_seconds(absl::ToUnixSeconds(kNow));
    data.set_policy_id("test-2024");
    data.set_policy_version(1);
    data.set_partition(partition_);
    data.set_position(position);
    data.set_status_index(42);
    data.add_signatures(report::v1::SIGNATURE_KIND_PADES_P256);
    return data;
  }

  // Likewise of a report that lists a record.
  report::v1::ReportData DataWithRecord(std::uint64_t position) const {
    report::v1::ReportData data = Data(position);
    data.set_template_id("records-2");
    data.set_edition(policy::v1::EDITION_WITH_OR_WITHOUT);
    data.set_outcome(report::v1::ReportData::OUTCOME_WITH_RECORDS);
    data.mutable_areas(0)->set_kind(report::v1::AreaResult::KIND_RECORDS);
    data.mutable_areas(0)->set_record_count(1);
    report::v1::ListedRecord& listed = *data.add_records();
    listed.set_area(record::v1::AREA_DEVELOPMENT_REFORM);
    listed.set_kind_name("行政处罚");
    listed.set_decision_date("2024-03-12");
    listed.set_state(report::v1::ListedRecord::STATE_EFFECTIVE);
    return data;
  }

  // As the registry answers what it registered now.
  v1::RegisteredReport Stamped(v1::RegisteredReport report) const {
    report.mutable_register_time()->set_seconds(absl::ToUnixSeconds(now_));
    return report;
  }

  // The report that says so, with a claim of `key`.
  v1::RegisteredReport Report(const report::v1::ReportData& data,
                              const crypto::SigningKey& key,
                              const std::string& pdf = "pdf") const {
    v1::RegisteredReport report;
    report.set_report_number(data.report_number());
    report.set_pdf_sha256(crypto::Sha256(pdf));
    report.set_report_data(claim::CanonicalReportData(data));
    report.set_claim(claim::SignClaim(data, key).value());
    report.add_key_fingerprints(key.verifying_key().fingerprint());
    report.add_key_fingerprints(signer_fingerprint_);
    return report;
  }
  v1::RegisteredReport Report(const report::v1::ReportData& data) const {
    return Report(data, claim_key_);
  }

  const crypto::SigningKey& claim_key() const { return claim_key_; }
  // Of a report that another instance would have. The first 10 bits route it.
  std::string NumberElsewhere() const {
    return claim::ReportNumber::Unpack(
               std::string(10, partition_ == 0 ? '\xFF' : '\0'))
        .text();
  }
  const std::filesystem::path& folder() const { return directory_.path(); }

 protected:
  const std::uint32_t partition_ = PartitionOf(kCode, kPartitions);

 private:
  const testing::TempDirectory directory_;
  const std::unique_ptr<kv::Store> log_kv_ =
      *kv::Store::Open(directory_.path() / "log", {"log", "ids"});

 protected:
  const std::unique_ptr<changelog::EmbeddedLog> log_ =
      *changelog::EmbeddedLog::Open(*log_kv_, kv::Family{0}, kv::Family{1},
                                    kPartitions, [] { return kNow; });
  testing::PowerLossEnv env_;
  std::unique_ptr<kv::Store> kv_ = OpenStore(&env_);
  const std::unique_ptr<SubjectChanges> changes_ =
      *SubjectChanges::Open(*kv_, kFollowed, {partition_});
  Registry registry_{*kv_, kReports, kDigests, *changes_};
  const crypto::SigningKey claim_key_ =
      *crypto::SigningKey::FromPem(*crypto::SigningKey::GeneratePem());
  absl::Time now_ = kNow;
  std::string signer_fingerprint_ = std::string(32, 'f');
  report::IssuerKeys keys_ = IssuerKeys();
  const report::KeySource keys_now_ = [this] {
    return std::make_shared<const report::IssuerKeys>(keys_);
  };
  const PartitionSet partitions_ =
      *PartitionSet::Make(kPartitions, {partition_});
  std::atomic<bool> ingestion_is_away_ = false;
  changelog::HeadReader heads_{[this]() -> absl::StatusOr<changelog::Heads> {
    if (ingestion_is_away_) return absl::UnavailableError("away");
    return changelog::Heads{{partition_, *log_->Head(partition_)}};
  }};

 private:
  // An active key of each sort.
  report::IssuerKeys IssuerKeys() const {
    const crypto::VerifyingKey& claim = claim_key_.verifying_key();
    report::IssuerKeys keys;
    keys.claims.emplace(claim.id(), claim);
    AddActive(keys, claim.fingerprint(), keys::v1::Key::PURPOSE_CLAIM);
    AddActive(keys, signer_fingerprint_, keys::v1::Key::PURPOSE_REPORT);
    return keys;
  }
  static void AddActive(report::IssuerKeys& keys,
                        const std::string& fingerprint,
                        keys::v1::Key::Purpose purpose) {
    const absl::Time before = kNow - absl::Hours(1);
    if (!keys.history.Create(fingerprint, purpose, before).ok() ||
        !keys.history.Activate(fingerprint, before).ok()) {
      std::abort();
    }
  }
  std::unique_ptr<kv::Store> OpenStore(rocksdb::Env* env) const {
    return *kv::Store::Open(directory_.path() / "db", FamilySpecs(), env);
  }

  int appends_ = 0;
  std::unique_ptr<changelog::Follower> follower_;
};

}  // namespace creditproof::verification
