// Declared kinds: declaring and revising them, and delivering their files.
#include <catch2/catch.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "libs/base/error.h"
#include "libs/base/files.h"
#include "libs/intake/declared_kind.h"
#include "services/ingestion/index.h"
#include "services/ingestion/ingestion_bench.h"
#include "services/ingestion/kinds.h"
#include "services/ingestion/sources.h"

namespace creditproof::ingestion {
namespace {

using base::Reason;
using record::v1::DeclaredKind;

const std::string kSubject = CompanyCode(1);

DeclaredKind Arrears() {
  return intake::ParseDeclaredKind(
             base::ReadFile(CREDITPROOF_KINDS_FOLDER "/tax-arrears.textproto")
                 .value())
      .value();
}

// The kind is declared, and `tax` may deliver it.
class KindBench : public Bench {
 public:
  KindBench() {
    v1::Source tax;
    tax.set_display_name("哈尔滨市税务局");
    tax.set_contact("12366");
    tax.add_areas(record::v1::AREA_TAXATION);
    tax.add_client_names("clerk");
    REQUIRE(writer()
                .Do([&](Act& act) -> absl::Status {
                  const auto declared = AddKind(Arrears(), "admin", act);
                  if (!declared.ok()) return declared;
                  const auto kind = FindKind(act.view(), "tax-arrears");
                  tax.add_record_kinds(
                      static_cast<record::v1::RecordKind>(kind->number()));
                  return AddSource("tax", tax, "admin", act);
                })
                .ok());
    REQUIRE(
        Deliver("registry", "r", RegistryFile({{kSubject, "甲公司"}})).ok());
  }

  absl::Status Revise(const DeclaredKind& kind) {
    return writer().Do(
        [&](Act& act) { return ReviseKind(kind, "admin", act); });
  }

  absl::Status Snapshot(const std::string& id, const std::string& date,
                        const std::string& file) {
    v1::DeliveryHeader header;
    header.set_source("sources/tax");
    header.set_delivery_id(id);
    header.mutable_snapshot()->set_as_of_date(date);
    header.mutable_snapshot()->set_row_count(1);
    return Bench::Deliver(header, file);
  }

  DeclaredKind Present() const {
    return FindKind(View(store()), "tax-arrears").value();
  }

  std::vector<changelog::v1::Change> Appended() const {
    std::vector<changelog::v1::Change> appended;
    for (changelog::v1::Change& change : Log()) {
      const bool is_record = change.has_record_put() ||
                             change.has_record_withdrawn() ||
                             change.has_hold_placed();
      if (is_record) appended.push_back(std::move(change));
    }
    return appended;
  }

  // Of a file with one row.
  v1::RowOutcome Outcome(const std::string& source, const std::string& file) {
    static int deliveries = 0;
    REQUIRE(Deliver(source, absl::StrCat("k", ++deliveries), file).ok());
    REQUIRE(verdicts.size() == 1);
    return verdicts[0].outcome();
  }
};

std::string File(const std::string& balance, const std::string& update = "",
                 const std::string& code = kSubject) {
  return absl::StrCat(
      "纳税人名称,统一社会信用代码,证件号码,欠税税种,欠税余额（万元）,公告机关,"
      "公告日期,更新类型,是否涉密\n甲公司,",
      code, ",230103198001011235,增值税,", balance,
      ",哈尔滨市税务局,2025-03-04,", update, ",否\n");
}

TEST_CASE("A kind is declared with a number of its own, in every partition") {
  KindBench bench;

  int declared = 0;
  for (const auto& change : bench.Log()) {
    if (!change.has_kind_declared()) continue;
    ++declared;
    CHECK(change.credit_code().empty());
    CHECK(change.kind_declared().kind().number() == 100);
    CHECK(change.kind_declared().kind().version() == 1);
  }
  CHECK(declared == Bench::kPartitions);

  DeclaredKind other = Arrears();
  other.set_kind_id("other");
  REQUIRE(bench.writer()
              .Do([&](Act& act) { return AddKind(other, "admin", act); })
              .ok());
  bench.Reopen();
  CHECK(FindKind(View(bench.store()), "other")->number() == 101);
}

TEST_CASE("Rows of a declared kind are recorded, revised and withdrawn") {
  KindBench bench;
  CHECK(bench.Outcome("tax", File("1.5")) == v1::ROW_OUTCOME_ACCEPTED);
  CHECK(bench.Outcome("tax", File("1.50")) == v1::ROW_OUTCOME_UNCHANGED);
  CHECK(bench.Outcome("tax", File("2")) == v1::ROW_OUTCOME_REVISED);
  CHECK(bench.Outcome("tax", File("2", "撤销")) == v1::ROW_OUTCOME_REVISED);

  const auto appended = bench.Appended();

  REQUIRE(appended.size() == 3);
  const record::v1::Record& record = appended[0].record_put();
  CHECK(static_cast<int>(record.kind()) == 100);
  CHECK(record.area() == record::v1::AREA_TAXATION);
  CHECK(record.source_id() == "tax");
  CHECK(record.content() == "欠税税种：增值税；欠税余额（万元）：1.5。");
  CHECK(appended[1].record_put().record_id() == record.record_id());
  CHECK(appended[2].record_withdrawn().record_id() == record.record_id());
}

TEST_CASE("A person's number in a declared column is sealed") {
  KindBench bench;
  REQUIRE(bench.Outcome("tax", File("1")) == v1::ROW_OUTCOME_ACCEPTED);
  const auto appended = bench.Appended();
  for (const auto& column : appended.at(0).record_put().columns()) {
    CHECK(column.has_sealed() == (column.id() == "legal_rep_id_no"));
  }
}

TEST_CASE("A row of a declared kind in doubt holds, and says of what kind") {
  KindBench bench;
  CHECK(bench.Outcome("tax", File("1", "", Misspelt(kSubject))) ==
        v1::ROW_OUTCOME_QUARANTINED);
  CHECK(bench.Held() == std::set<std::string>{kSubject});
  const auto appended = bench.Appended();
  REQUIRE(appended.size() == 1);
  CHECK(appended[0].hold_placed().reason() ==
        "哈尔滨市税务局报送的一条欠税公告信息尚待该单位更正或者核实主体");

  CHECK(bench.Outcome("tax", File("1")) == v1::ROW_OUTCOME_ACCEPTED);
  CHECK(bench.Held().empty());
}

TEST_CASE("A source that is not registered for a declared kind is refused") {
  KindBench bench;
  v1::DeliveryHeader header;
  header.set_source("sources/penalties");
  header.set_delivery_id("p");
  header.set_file_kind(static_cast<v1::FileKind>(100));

  REQUIRE(bench.Deliver(header, File("1")).ok());

  REQUIRE(bench.verdicts.size() == 1);
  CHECK(bench.verdicts[0].outcome() == v1::ROW_OUTCOME_REJECTED);
  CHECK(bench.verdicts[0].notes().rbegin()->rule() ==
        v1::ROW_RULE_KIND_NOT_YOURS);
  CHECK(bench.Appended().empty());
  // Nor is it guessed for such a source.
  CHECK(base::ReasonOf(bench.Deliver("penalties", "g", File("1"))) ==
        Reason::REASON_FILE_UNREADABLE);
}

TEST_CASE("A kind that was not declared is no kind of file") {
  KindBench bench;
  v1::DeliveryHeader header;
  header.set_source("sources/tax");
  header.set_delivery_id("t");
  header.set_file_kind(static_cast<v1::FileKind>(101));
  CHECK(base::ReasonOf(bench.Deliver(header, File("1"))) ==
        Reason::REASON_INVALID_FIELD);
}

TEST_CASE("A snapshot of a declared kind lets lapse what it lacks") {
  KindBench bench;
  REQUIRE(bench.Snapshot("a", "2026-09-01", File("1")).ok());
  const std::string other =
      absl::StrReplaceAll(File("1"), {{"2025-03-04", "2025-05-06"}});

  REQUIRE(bench.Snapshot("b", "2026-09-02", other).ok());

  v1::ReceiptStatement statement;
  REQUIRE(statement.ParseFromString(bench.receipt.statement()));
  CHECK(statement.sweep().lapsed() == 1);
  CHECK(static_cast<int>(statement.file_kind()) == 100);
}

TEST_CASE("A later version reads files that are delivered from then on") {
  KindBench bench;
  REQUIRE(bench.Outcome("tax", File("1")) == v1::ROW_OUTCOME_ACCEPTED);
  DeclaredKind next = bench.Present();
  for (auto& column : *next.mutable_columns()) {
    if (column.id() == "balance") column.add_names("欠缴金额");
  }

  REQUIRE(bench.Revise(next).ok());

  CHECK(bench.Present().version() == 2);
  CHECK(bench.Present().number() == 100);
  const std::string renamed =
      absl::StrReplaceAll(File("3"), {{"欠税余额（万元）", "欠缴金额"}});
  CHECK(bench.Outcome("tax", renamed) == v1::ROW_OUTCOME_REVISED);
}

TEST_CASE("A version that would tell records apart otherwise is refused") {
  KindBench bench;
  DeclaredKind next = bench.Present();
  next.mutable_columns()->RemoveLast();
  CHECK(base::ReasonOf(bench.Revise(next)) == Reason::REASON_INVALID_FIELD);
  CHECK(bench.Present().version() == 1);
}

}  // namespace
}  // namespace creditproof::ingestion
