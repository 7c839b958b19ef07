#include "libs/rpc/status.h"

#include <catch2/catch.hpp>

#include "libs/base/error.h"

namespace creditproof::rpc {
namespace {

TEST_CASE("A status crosses the wire whole") {
  const absl::Status sent = base::InvalidField("a.b", "is wrong");
  CHECK(FromGrpc(ToGrpc(sent)) == sent);
  CHECK(FromGrpc(ToGrpc(absl::OkStatus())).ok());
}

TEST_CASE("Details that are not ours leave code and message") {
  const absl::Status received =
      FromGrpc({grpc::StatusCode::NOT_FOUND, "no such thing", "\xff\xff"});
  CHECK(received == absl::NotFoundError("no such thing"));
}

}  // namespace
}  // namespace creditproof::rpc
