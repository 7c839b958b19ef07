#include "libs/deflate/inflate.h"

#include <catch2/catch.hpp>

#include "absl/status/status.h"
#include "libs/deflate/deflate.h"

namespace creditproof::deflate {
namespace {

TEST_CASE("A stream inflates as far as it may") {
  const std::string bytes(100'000, 'a');
  const std::string deflated = Deflate(bytes, 6);

  CHECK(*Inflate(deflated, bytes.size()) == bytes);
  CHECK(absl::IsInvalidArgument(Inflate(deflated, bytes.size() - 1).status()));
  CHECK(absl::IsInvalidArgument(Inflate(deflated + "x", 1 << 20).status()));
  CHECK(absl::IsInvalidArgument(Inflate("", 1 << 20).status()));
  CHECK(absl::IsInvalidArgument(
      Inflate(absl::string_view(deflated).substr(1), 1 << 20).status()));
}

}  // namespace
}  // namespace creditproof::deflate
