// What of report-rendering's own database outlives a power cut.

#include "services/report_rendering/report_store.h"

#include <catch2/catch.hpp>
#include <string>
#include <thread>

#include "libs/crypto/digest.h"
#include "services/report_rendering/issuing_fixture.h"

namespace creditproof::report_rendering {
namespace {

using report::v1::StoredReport;

const std::string kPdf = "prefix and tail";

struct Fixture {
  Neighbours world;
  Instance instance{world};
  const ReportName name{*CreditCode::Parse(kCode), Number("a")};

  static claim::ReportNumber Number(const std::string& request_id) {
    return claim::ReportNumber::Make("secret", *CreditCode::Parse(kCode),
                                     kClient, request_id);
  }
  ReportStore& store() { return instance.store(); }

  void Keep() {
    StoredReport stored;
    stored.mutable_report()->set_pdf_sha256(crypto::Sha256(kPdf));
    REQUIRE(store().Keep(name, {kPdf, "", 6}, stored).ok());
  }
};

TEST_CASE_METHOD(Fixture, "What was kept is begun after a power cut") {
  REQUIRE(store().Begin(name, "this")->is_new);
  Keep();

  instance.Crash();

  CHECK_FALSE(store().Begin(name, "that")->is_new);
  CHECK(store().Begin(name, "that")->intent.request_sha256() == "this");
  REQUIRE(store().Open("")->size() == 1);
  CHECK(store().Open("")->front().key() == name.key());
  CHECK(store().Open(name.key())->empty());
}

TEST_CASE_METHOD(Fixture, "A status index is given once, power cut or not") {
  const ReportName other{name.code, Number("b")};
  REQUIRE(store().Begin(name, "this").ok());
  REQUIRE(store().Begin(other, "that").ok());
  const auto first = store().StatusIndex(name);
  Keep();

  instance.Crash();
  REQUIRE(store().Begin(other, "that").ok());

  REQUIRE(first.ok());
  CHECK(*store().StatusIndex(other) == *first + kPartitions);
  CHECK(*store().StatusIndex(name) == *first);
}

TEST_CASE_METHOD(Fixture, "What was kept is whole after a power cut") {
  REQUIRE(store().Begin(name, "this").ok());
  Keep();

  instance.Crash();

  REQUIRE(store().Attempts(name)->size() == 1);
  CHECK(store().Attempts(name)->front() == crypto::Sha256(kPdf));
  REQUIRE(store().Release(name, crypto::Sha256(kPdf)).ok());
  CHECK(store().Released(name)->pdf() == kPdf);
}

TEST_CASE_METHOD(Fixture, "What was released is on disk with what follows") {
  REQUIRE(store().Begin(name, "this").ok());
  Keep();
  REQUIRE(store().Release(name, crypto::Sha256(kPdf)).ok());
  REQUIRE(instance.kv().Sync().ok());

  instance.Crash();

  CHECK(store().Released(name)->pdf() == kPdf);
  CHECK(store().Open("")->empty());
}

TEST_CASE_METHOD(Fixture, "Who asks while bytes are removed learns of that") {
  for (int i = 0; i < 100; ++i) {
    const ReportName one{name.code, Number(absl::StrCat("of ", i))};
    StoredReport stored;
    stored.mutable_report()->set_pdf_sha256(crypto::Sha256(kPdf));
    REQUIRE(store().Begin(one, "this").ok());
    REQUIRE(store().Keep(one, {kPdf, "", 6}, stored).ok());
    REQUIRE(store().Release(one, crypto::Sha256(kPdf)).ok());
    const std::jthread pruner([&] { store().Prune(one).IgnoreError(); });
    absl::Status status;
    while (status.ok()) status = store().Released(one).status();
    CHECK(base::ReasonOf(status) == base::Reason::REASON_REPORT_PRUNED);
  }
}

TEST_CASE_METHOD(Fixture, "What may be registered is not forgotten") {
  REQUIRE(store().Begin(name, "this").ok());
  Keep();

  REQUIRE(store().Forget(name).ok());

  CHECK(store().Open("")->size() == 1);
}

}  // namespace
}  // namespace creditproof::report_rendering
