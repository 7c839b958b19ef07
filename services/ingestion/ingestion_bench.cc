#include "services/ingestion/ingestion_bench.h"

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/credit_code/credit_code.h"
#include "libs/crypto/digest.h"
#include "services/ingestion/families.h"
#include "services/ingestion/hold_id.h"
#include "services/ingestion/index.h"
#include "services/ingestion/judge.h"
#include "services/ingestion/quarantine.h"
#include "services/ingestion/resolve_open_row.h"
#include "services/ingestion/snapshot_turn.h"
#include "services/ingestion/sources.h"

namespace creditproof::ingestion {
namespace {

constexpr int kMarketRegulation = record::v1::AREA_MARKET_REGULATION;

v1::Source SourceNamed(const std::string& name) {
  v1::Source source;
  source.set_display_name(name);
  source.set_contact("0451-0000000");
  source.add_client_names("clerk");
  return source;
}

workdays::Calendar China() {
  return *workdays::Calendar::Parse(*base::ReadFile(CREDITPROOF_CALENDAR_FILE));
}

void AddSources(Writer& writer) {
  v1::Source registry = SourceNamed("哈尔滨市市场监督管理局");
  registry.set_delivers_registrations(true);
  v1::Source penalties = SourceNamed("黑龙江省市场监督管理局");
  penalties.add_areas(static_cast<record::v1::Area>(kMarketRegulation));
  penalties.add_record_kinds(record::v1::RECORD_KIND_PENALTY);
  REQUIRE(writer
              .Do([&](Act& act) {
                const auto added =
                    AddSource("registry", registry, "admin", act);
                return added.ok()
                           ? AddSource("penalties", penalties, "admin", act)
                           : added;
              })
              .ok());
}

}  // namespace

class Bench::FlakyLog final : public changelog::ChangeLog {
 public:
  explicit FlakyLog(changelog::ChangeLog& log) : log_(log) {}

  void FailAfter(int calls, bool having_appended) {
    calls_ = calls;
    having_appended_ = having_appended;
  }

  void HoldUntil(std::shared_future<void> moment) {
    moment_ = std::move(moment);
  }

  absl::StatusOr<changelog::Positions> AppendTogether(
      const changelog::Appends& appends, changelog::Beside beside) override {
    const auto moment = std::exchange(moment_, {});
    if (moment.valid()) moment.wait();
    if (calls_ != 0) {
      --calls_;
      return log_.AppendTogether(appends, beside);
    }
    calls_ = -1;
    if (having_appended_) REQUIRE(log_.AppendTogether(appends, beside).ok());
    return absl::UnavailableError("on purpose");
  }
  absl::StatusOr<std::vector<changelog::LogEntry>> Read(
      std::uint32_t partition, std::uint64_t after_position,
      std::size_t max_entries) const override {
    return log_.Read(partition, after_position, max_entries);
  }
  absl::StatusOr<std::uint64_t> PositionOf(
      std::uint32_t partition, absl::string_view append_id) const override {
    return log_.PositionOf(partition, append_id);
  }
  absl::StatusOr<std::uint64_t> Head(std::uint32_t partition) const override {
    return log_.Head(partition);
  }
  absl::StatusOr<std::uint64_t> WaitPast(
      std::uint32_t partition, std::uint64_t position,
      absl::Duration timeout) const override {
    return log_.WaitPast(partition, position, timeout);
  }

 private:
  changelog::ChangeLog& log_;
  std::shared_future<void> moment_;
  int calls_ = -1;
  bool having_appended_ = false;
};

struct Bench::Open {
  std::unique_ptr<kv::Store> store;
  std::unique_ptr<changelog::EmbeddedLog> log;
  std::unique_ptr<FlakyLog> flaky;
  std::unique_ptr<Writer> writer;
  std::unique_ptr<DeliveryDesk> desk;
  std::unique_ptr<crypto::Sealer> sealer;
};

Bench::Bench(SweepLimits sweep_limits)
    : sweep_limits_(sweep_limits),
      sealing_keys_(*crypto::Sealer::GenerateKeyFile()),
      receipt_pem_(*crypto::SigningKey::GeneratePem()) {
  Reopen();
  AddSources(*open_->writer);
}

Bench::~Bench() = default;

void Bench::Reopen() {
  const base::Clock clock = [this] { return now_; };
  open_.reset();
  open_ = std::make_unique<Open>();
  auto store = OpenStore(directory_.path() / "db", kPartitions);
  REQUIRE(store.ok());
  open_->store = *std::move(store);
  auto log = changelog::EmbeddedLog::Open(*open_->store, kLog, kIds,
                                          kPartitions, clock);
  REQUIRE(log.ok());
  open_->log = *std::move(log);
  open_->flaky = std::make_unique<FlakyLog>(*open_->log);
  auto writer = Writer::Open(*open_->store, *open_->flaky, kPartitions, clock);
  REQUIRE(writer.ok());
  open_->writer = *std::move(writer);
  open_->sealer = std::make_unique<crypto::Sealer>(
      *crypto::Sealer::FromKeyFile(sealing_keys_));
  open_->desk = std::make_unique<DeliveryDesk>(
      *open_->store, *open_->writer, *open_->sealer,
      *crypto::SigningKey::FromPem(receipt_pem_), China(), sweep_limits_);
}

void Bench::RotateSealingKey() {
  const std::size_t first = sealing_keys_.find("seal ");
  sealing_keys_.insert(
      first, absl::StrCat("seal 0badcafe ", std::string(64, 'd'), "\n"));
  Reopen();
}

void Bench::FailAppendsAfter(int calls, bool having_appended) {
  open_->flaky->FailAfter(calls, having_appended);
}

void Bench::HoldAppendUntil(std::shared_future<void> moment) {
  open_->flaky->HoldUntil(std::move(moment));
}

Origin Bench::OriginOf(const intake::Row& row) const {
  const bool is_registration = row.registration.has_value();
  Origin origin;
  origin.source = *FindSourceState(View(*open_->store),
                                   is_registration ? "registry" : "penalties")
                       .value();
  origin.delivery_id = absl::StrCat("d", row.number);
  origin.client = "clerk";
  origin.file_kind =
      is_registration ? v1::FILE_KIND_REGISTRATION : v1::FILE_KIND_PENALTY;
  return origin;
}

std::string Bench::HoldOf(const intake::Row& row) const {
  return HoldIdOf(row, OriginOf(row));
}

absl::StatusOr<v1::ResolveQuarantinedRowResponse> Bench::Resolve(
    const std::string& hold_id, const std::string& code,
    const std::string& ground) {
  static int acts = 0;
  const std::string act_id = absl::StrCat(++acts);
  v1::ResolveQuarantinedRowResponse response;
  const absl::Status done = open_->writer->Do([&](Act& act) -> absl::Status {
    ASSIGN_OR_RETURN(const auto open, FindOpenRow(act.view(), hold_id));
    if (!open.has_value()) return absl::NotFoundError(hold_id);
    RowChanges changes(open->source_id(), {"clerk", "clerk", ground}, act_id,
                       act);
    ASSIGN_OR_RETURN(response,
                     code.empty()
                         ? DismissOpenRow(*open, "误报", changes)
                         : AttributeOpenRow(*open, *CreditCode::Parse(code),
                                            *open_->sealer, China(), changes));
    return absl::OkStatus();
  });
  if (!done.ok()) return done;
  return response;
}

void Bench::ChangeSourceTo(const std::string& source,
                           absl::FunctionRef<void(v1::Source&)> change) {
  REQUIRE(open_->writer
              ->Do([&](Act& act) -> absl::Status {
                ASSIGN_OR_RETURN(v1::Source changed,
                                 FindSource(act.view(), source));
                change(changed);
                return ChangeSource(source, NormalSource(changed), "admin",
                                    act);
              })
              .ok());
}

absl::StatusOr<v1::RowVerdict> Bench::Judge(intake::Row row) {
  const Origin origin = OriginOf(row);
  v1::RowVerdict verdict;
  const absl::Status done = open_->writer->Do([&](Act& act) -> absl::Status {
    auto judged = JudgeRow(row, origin, *open_->sealer, act);
    if (judged.ok()) verdict = *std::move(judged);
    return judged.status();
  });
  if (!done.ok()) return done;
  return verdict;
}

v1::RowVerdict Bench::Take(const intake::Row& row) {
  const auto verdict = Judge(row);
  INFO(verdict.status());
  REQUIRE(verdict.ok());
  return *verdict;
}

absl::Status Bench::Deliver(const std::string& source, const std::string& id,
                            const std::string& file, bool dry_run,
                            std::size_t chunk) {
  v1::DeliveryHeader header;
  header.set_source(absl::StrCat("sources/", source));
  header.set_delivery_id(id);
  header.set_dry_run(dry_run);
  return Deliver(header, file, chunk);
}

absl::Status Bench::Deliver(const v1::DeliveryHeader& header,
                            const std::string& file, std::size_t chunk) {
  verdicts.clear();
  receipt.Clear();
  auto delivery = open_->desk->Begin(
      header, {"clerk"}, [this](const v1::DeliverResponse& response) {
        verdicts.insert(verdicts.end(), response.verdicts().begin(),
                        response.verdicts().end());
        if (response.has_receipt()) receipt = response.receipt();
        last_response = response;
        return absl::OkStatus();
      });
  if (!delivery.ok()) return delivery.status();
  for (std::size_t at = 0; at < file.size(); at += chunk) {
    const absl::Status fed =
        (*delivery)->Feed(absl::string_view(file).substr(at, chunk));
    if (!fed.ok()) return fed;
    const absl::Status paused = (*delivery)->Pause();
    if (!paused.ok()) return paused;
  }
  return (*delivery)->Finish(0);
}

std::vector<changelog::v1::Change> Bench::Log() const {
  std::vector<changelog::v1::Change> changes;
  for (std::uint32_t p = 0; p < kPartitions; ++p) {
    const auto entries = open_->log->Read(p, 0, 1'000'000);
    REQUIRE(entries.ok());
    for (const changelog::LogEntry& entry : *entries) {
      const auto stored = changelog::DecodeStored(entry.stored);
      if (!stored.ok() ||
          !changes.emplace_back().ParseFromString(stored->change)) {
        FAIL("an entry that cannot be read");
      }
    }
  }
  return changes;
}

int Bench::Count(changelog::v1::Change::KindCase kind) const {
  int count = 0;
  for (const auto& change : Log()) count += change.kind_case() == kind;
  return count;
}

std::set<std::string> Bench::Held() const { return Held(""); }

std::set<std::string> Bench::Held(absl::string_view hold_id) const {
  std::set<std::pair<std::string, std::string>> open;  // code, hold id
  for (const changelog::v1::Change& change : Log()) {
    bool changed = true;
    if (change.has_hold_placed()) {
      changed =
          open.emplace(change.credit_code(), change.hold_placed().hold_id())
              .second;
    } else if (change.has_hold_lifted()) {
      changed = open.erase({change.credit_code(),
                            change.hold_lifted().hold_id()}) == 1;
    }
    if (!changed) FAIL("a hold placed twice, or lifted without standing");
  }
  std::set<std::string> codes;
  for (const auto& [code, id] : open) {
    if (hold_id.empty() || id == hold_id) codes.insert(code);
  }
  return codes;
}

kv::Store& Bench::store() const { return *open_->store; }
const crypto::Sealer& Bench::sealer() const { return *open_->sealer; }
Writer& Bench::writer() { return *open_->writer; }
DeliveryDesk& Bench::desk() { return *open_->desk; }
changelog::EmbeddedLog& Bench::log() { return *open_->log; }

std::string CodeOf(absl::string_view prefix, absl::string_view region, int n) {
  constexpr absl::string_view kChecks = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  const std::string body =
      absl::StrCat(prefix, region, "TE", absl::StrFormat("%06d", n));
  for (const char org_check : kChecks) {
    for (const char check : kChecks) {
      const std::string code = body + org_check + check;
      if (CreditCode::Parse(code).ok()) return code;
    }
  }
  FAIL("no code");
  return "";
}

std::string CompanyCode(int n) { return CodeOf("91", "230103", n); }

std::string Misspelt(std::string code) {
  code.back() = code.back() == '0' ? '1' : '0';
  return code;
}

namespace {

intake::Row RowNaming(const std::string& code, const std::string& name) {
  static std::atomic<std::int64_t> number = 0;
  intake::Row row;
  row.number = ++number;
  row.raw_sha256 = crypto::Sha256(absl::StrCat(row.number));
  row.credit_code = code;
  row.name = name;
  row.naming = FirstBrokenRule(code) == CodeRule::kNone
                   ? intake::Naming::kCode
                   : intake::Naming::kDoubt;
  if (code.size() == CreditCode::kLength &&
      IsOrganisationCode(absl::string_view(code).substr(8, 9))) {
    row.organisation_code = code.substr(8, 9);
  }
  return row;
}

}  // namespace

intake::Row RegistrationRow(const std::string& code, const std::string& name) {
  intake::Row row = RowNaming(code, name);
  row.registration.emplace();
  if (row.naming == intake::Naming::kCode) {
    row.registration->set_credit_code(code);
  }
  row.registration->set_name(name);
  row.registration->set_operator_kind(record::v1::OPERATOR_KIND_COMPANY);
  return row;
}

intake::Row PenaltyRow(const std::string& code, const std::string& name,
                       const std::string& number) {
  intake::Row row = RowNaming(code, name);
  record::v1::Record& record = row.record.emplace();
  record.set_kind(record::v1::RECORD_KIND_PENALTY);
  if (row.naming == intake::Naming::kCode) record.set_credit_code(code);
  record.set_party_name(name);
  record.set_authority("黑龙江省市场监督管理局");
  record.set_document_number(number);
  record.set_decision_date("2024-03-04");
  return row;
}

intake::Row Rejected(intake::Row row) {
  row.rejected = true;
  return row;
}

std::string RegistryFile(
    const std::vector<std::pair<std::string, std::string>>& code_and_name,
    const std::string& region) {
  std::string file = "统一社会信用代码,名称,企业类型,登记状态,行政区划\r\n";
  for (const auto& [code, name] : code_and_name) {
    absl::StrAppend(&file, code, ",", name, ",有限责任公司,存续,", region,
                    "\r\n");
  }
  return file;
}

std::string PenaltyFile(const std::vector<PenaltyCells>& rows) {
  std::string file =
      "CF_XDR_MC,CF_XDR_LB,CF_XDR_SHXYM,CF_FR_ZJHM,CF_WSH,CF_WFXW,CF_SY,CF_YJ,"
      "CF_CFLB,CF_NR,CF_JDRQ,CF_CFJG,是否涉密\r\n";
  for (const PenaltyCells& row : rows) {
    absl::StrAppend(&file, row.name, ",法人及非法人组织,", row.code, ",",
                    row.identity_number, ",", row.number,
                    ",无照经营,事实,依据,警告,", row.content, ",", row.date,
                    ",黑龙江省市场监督管理局,");
    absl::StrAppend(&file, row.classified, "\r\n");
  }
  return file;
}

}  // namespace creditproof::ingestion
