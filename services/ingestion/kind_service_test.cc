#include "services/ingestion/kind_service.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/server_builder.h>

#include <catch2/catch.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/files.h"
#include "libs/intake/declared_kind.h"
#include "libs/rpc/status.h"
#include "services/ingestion/families.h"
#include "services/ingestion/ingestion_bench.h"
#include "services/ingestion/source_check.h"

namespace creditproof::ingestion {
namespace {

using base::Reason;
using record::v1::DeclaredKind;

// The register of a bench behind real gRPC over a unix socket.
class Served {
 public:
  using Stub = v1::KindService::Stub;

  Served()
      : trail_(*audit::Trail::Open(bench.store(), kAudit)),
        gate_(
            rpc::AllowAs("admin"), [](const rpc::CallRecord&) {}, executor_),
        kinds_(bench.store(), bench.writer(), *trail_, gate_,
               base::SystemClock()) {
    const std::string address =
        "unix:" + (bench.directory() / "socket").string();
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterService(&kinds_);
    server_ = builder.BuildAndStart();
    stub_ = v1::KindService::NewStub(
        grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
  }
  ~Served() { server_->Shutdown(); }

  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(
      grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                   Response*),
      const Request& request) {
    grpc::ClientContext context;
    Response response;
    const auto status = (stub_.get()->*method)(&context, request, &response);
    if (!status.ok()) return rpc::FromGrpc(status);
    return response;
  }

  absl::StatusOr<DeclaredKind> Declare(const DeclaredKind& kind,
                                       bool validate_only = false) {
    v1::DeclareKindRequest request;
    *request.mutable_kind() = kind;
    request.set_validate_only(validate_only);
    return Call(&Stub::DeclareKind, request);
  }

  absl::StatusOr<DeclaredKind> Update(const DeclaredKind& kind,
                                      bool validate_only = false) {
    v1::UpdateKindRequest request;
    *request.mutable_kind() = kind;
    request.set_validate_only(validate_only);
    return Call(&Stub::UpdateKind, request);
  }

  absl::StatusOr<DeclaredKind> Get(const std::string& id) {
    v1::GetKindRequest request;
    request.set_kind_id(id);
    return Call(&Stub::GetKind, request);
  }

  int audited(absl::string_view method) {
    int entries = 0;
    REQUIRE(bench.store()
                .Scan(kAudit, "", "",
                      [&](absl::string_view, absl::string_view value) {
                        entries += absl::StrContains(value, method);
                        return true;
                      })
                .ok());
    return entries;
  }

  Bench bench;

 private:
  rpc::Executor executor_{4, 16};
  std::unique_ptr<audit::Trail> trail_;
  rpc::Gate gate_;
  KindServiceImpl kinds_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<Stub> stub_;
};

DeclaredKind Arrears() {
  return intake::ParseDeclaredKind(
             base::ReadFile(CREDITPROOF_KINDS_FOLDER "/tax-arrears.textproto")
                 .value())
      .value();
}

TEST_CASE("A kind is declared once, by content, and audited") {
  Served served;
  const auto declared = served.Declare(Arrears());
  REQUIRE(declared.ok());
  CHECK(declared->number() == 100);
  const std::size_t entries = served.bench.Log().size();

  const auto again = served.Declare(Arrears());
  REQUIRE(again.ok());
  CHECK(again->version() == 1);
  CHECK(served.bench.Log().size() == entries);
  CHECK(served.audited("DeclareKind") == 2);

  DeclaredKind other = Arrears();
  other.set_counts(false);
  CHECK(base::ReasonOf(served.Declare(other).status()) ==
        Reason::REASON_KIND_CONFLICT);
}

TEST_CASE("Validation answers the same and changes nothing") {
  Served served;
  const std::size_t entries = served.bench.Log().size();

  const auto tried = served.Declare(Arrears(), true);

  REQUIRE(tried.ok());
  CHECK(tried->number() == 100);
  CHECK(served.bench.Log().size() == entries);
  CHECK(base::ReasonOf(served.Get("tax-arrears").status()) ==
        Reason::REASON_KIND_NOT_FOUND);
  CHECK(served.audited("DeclareKind") == 0);

  DeclaredKind bad = Arrears();
  bad.clear_counts();
  CHECK(base::ReasonOf(served.Declare(bad, true).status()) ==
        Reason::REASON_INVALID_FIELD);
}

TEST_CASE("A new version is made from the present one, or is refused") {
  Served served;
  DeclaredKind kind = *served.Declare(Arrears());
  kind.set_display_name("欠税人公告");
  CHECK(served.Update(kind, true)->version() == 2);
  CHECK(served.Get("tax-arrears")->version() == 1);

  const auto updated = served.Update(kind);
  REQUIRE(updated.ok());
  CHECK(updated->version() == 2);
  CHECK(served.audited("UpdateKind") == 1);
  CHECK(served.Update(kind)->version() == 2);  // the same again

  kind.set_counts(false);  // made from version 1
  CHECK(base::ReasonOf(served.Update(kind).status()) ==
        Reason::REASON_KIND_CHANGED);
  kind.set_version(0);
  CHECK(served.Update(kind)->version() == 3);
  CHECK_FALSE(served.Get("tax-arrears")->counts());

  kind.set_kind_id("unknown");
  CHECK(base::ReasonOf(served.Update(kind).status()) ==
        Reason::REASON_KIND_NOT_FOUND);
}

TEST_CASE("Kinds are listed by id, page by page") {
  Served served;
  for (const char* id : {"c", "a", "b"}) {
    DeclaredKind kind = Arrears();
    kind.set_kind_id(id);
    REQUIRE(served.Declare(kind).ok());
  }
  v1::ListKindsRequest request;
  request.set_page_size(2);

  const auto first = served.Call(&Served::Stub::ListKinds, request);
  REQUIRE(first.ok());
  REQUIRE(first->kinds_size() == 2);
  CHECK(first->kinds(0).kind_id() == "a");
  CHECK(first->kinds(0).number() == 101);
  request.set_page_token(first->next_page_token());
  const auto rest = served.Call(&Served::Stub::ListKinds, request);
  REQUIRE(rest.ok());
  REQUIRE(rest->kinds_size() == 1);
  CHECK(rest->kinds(0).kind_id() == "c");
  CHECK(rest->next_page_token().empty());
}

TEST_CASE("When every number is given nothing more is declared") {
  Served served;
  DeclaredKind kind = Arrears();
  for (int number = 100; number <= 250; ++number) {
    kind.set_kind_id(absl::StrCat("kind-", number));
    REQUIRE(served.Declare(kind)->number() == number);
  }
  kind.set_kind_id("one-more");
  CHECK(base::ReasonOf(served.Declare(kind).status()) ==
        Reason::REASON_KINDS_EXHAUSTED);
}

TEST_CASE("A source may be registered for kinds that were declared only") {
  Served served;
  v1::Source source;
  source.add_record_kinds(static_cast<record::v1::RecordKind>(100));
  CHECK(
      base::ReasonOf(CheckKindsDeclared(source, View(served.bench.store()))) ==
      Reason::REASON_INVALID_FIELD);
  REQUIRE(served.Declare(Arrears()).ok());
  CHECK(CheckKindsDeclared(source, View(served.bench.store())).ok());
}

}  // namespace
}  // namespace creditproof::ingestion
