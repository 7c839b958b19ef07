#include "services/ingestion/delivery_service.h"

#include <catch2/catch.hpp>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/rpc/status.h"
#include "libs/rpc/unix_server.h"
#include "services/ingestion/delivery_list.h"
#include "services/ingestion/families.h"
#include "services/ingestion/ingestion_bench.h"

namespace creditproof::ingestion {
namespace {

using base::Reason;
using v1::Delivery;

SourceActors Actors() {
  rpc::AllowList::Config config;
  config["creditproof.ingestion.v1.SourceService.CreateSource"].add_names(
      "admin");
  return SourceActors(
      *rpc::AllowList::Make("creditproof.ingestion.v1.SourceService", config));
}

// A source with a snapshot `b` that is withheld. Called by `client`.
class Served {
 public:
  explicit Served(const std::string& client)
      : trail(*audit::Trail::Open(bench.store(), kAudit)),
        gate_(
            rpc::AllowAs(client), [](const rpc::CallRecord&) {}, executor_),
        service_(bench.store(), bench.writer(), *trail, actors_, gate_,
                 [] { return absl::FromUnixSeconds(1'790'007'200); }),
        server_({&service_}) {
    Deliver("a", "2026-09-01", 30);
    Deliver("b", "2026-09-02", 10);
  }

  template <typename Request>
  absl::StatusOr<Delivery> Call(grpc::Status (
      v1::DeliveryService::Stub::*method)(grpc::ClientContext*, const Request&,
                                          Delivery*)) {
    grpc::ClientContext context;
    Request request;
    request.set_name("sources/penalties/deliveries/b");
    Delivery response;
    const auto status = (stub_.get()->*method)(&context, request, &response);
    if (!status.ok()) return rpc::FromGrpc(status);
    return response;
  }

  absl::StatusOr<v1::ListDeliveriesResponse> List() {
    grpc::ClientContext context;
    v1::ListDeliveriesRequest request;
    request.set_parent("sources/penalties");
    v1::ListDeliveriesResponse response;
    const auto status = stub_->ListDeliveries(&context, request, &response);
    if (!status.ok()) return rpc::FromGrpc(status);
    return response;
  }

  Delivery::SweepState SweepStateOfB() const {
    return FindDelivery(View(bench.store()), "penalties", "b")->sweep_state();
  }

  audit::v1::AuditEntry LastEntry() const {
    const auto entries = trail->Read(1, 1000);
    REQUIRE(entries.ok());
    REQUIRE_FALSE(entries->empty());
    return entries->back();
  }

  Bench bench;
  std::unique_ptr<audit::Trail> trail;

 private:
  void Deliver(const std::string& id, const std::string& day, int rows) {
    std::vector<PenaltyCells> cells;
    for (int n = 0; n < rows; ++n) {
      cells.push_back({.code = CompanyCode(n),
                       .name = absl::StrCat("公司", n),
                       .number = absl::StrCat(n, "号")});
    }
    v1::DeliveryHeader header;
    header.set_source("sources/penalties");
    header.set_delivery_id(id);
    header.mutable_snapshot()->set_as_of_date(day);
    header.mutable_snapshot()->set_row_count(rows);
    REQUIRE(bench.Deliver(header, PenaltyFile(cells)).ok());
  }

  const SourceActors actors_ = Actors();
  rpc::Executor executor_{4, 16};
  rpc::Gate gate_;
  DeliveryServiceImpl service_;
  rpc::UnixServer server_;
  std::unique_ptr<v1::DeliveryService::Stub> stub_ =
      v1::DeliveryService::NewStub(server_.Connect());
};

using Stub = v1::DeliveryService::Stub;

TEST_CASE("Another source may neither confirm nor reject nor look") {
  Served served("stranger");
  const auto check = [&](const absl::Status& status,
                         const std::string& method) {
    CHECK(base::ReasonOf(status) == Reason::REASON_SOURCE_NOT_YOURS);
    CHECK(served.LastEntry().method() == method);
    CHECK(served.LastEntry().client() == "stranger");
    CHECK(served.LastEntry().outcome() == "PERMISSION_DENIED");
  };
  check(served.Call(&Stub::ConfirmSnapshot).status(), "ConfirmSnapshot");
  check(served.Call(&Stub::RejectSnapshot).status(), "RejectSnapshot");
  check(served.Call(&Stub::GetDelivery).status(), "GetDelivery");
  check(served.List().status(), "ListDeliveries");
  CHECK(served.SweepStateOfB() == Delivery::SWEEP_STATE_WITHHELD);
}

TEST_CASE("A source decides on its own snapshot, an administrator on any") {
  const std::string client = GENERATE("clerk", "admin");
  Served served(client);
  REQUIRE(served.Call(&Stub::ConfirmSnapshot).ok());
  CHECK(served.SweepStateOfB() == Delivery::SWEEP_STATE_SWEPT);
  CHECK(served.LastEntry().method() == "ConfirmSnapshot");
  CHECK(served.LastEntry().ground() ==
        (client == "clerk" ? "SOURCE" : "ADMINISTRATOR"));
  CHECK(base::ReasonOf(served.Call(&Stub::RejectSnapshot).status()) ==
        Reason::REASON_WRONG_STATE);
  CHECK(served.LastEntry().outcome() == "FAILED_PRECONDITION");
}

TEST_CASE("A look at deliveries is in the audit trail") {
  Served served("clerk");
  CHECK(served.Call(&Stub::GetDelivery)->sweep().withheld() == 20);
  CHECK(served.LastEntry().method() == "GetDelivery");
  CHECK(served.LastEntry().purpose() ==
        "look at sources/penalties/deliveries/b");
  CHECK(served.List()->deliveries_size() == 2);
  CHECK(served.LastEntry().method() == "ListDeliveries");
  CHECK(served.LastEntry().outcome() == "OK");
}

}  // namespace
}  // namespace creditproof::ingestion
