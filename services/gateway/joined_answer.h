// What the instances of a split service answer, each for its own partitions, as
// one answer (proto/creditproof/routing/v1/every_instance.proto).
#pragma once

#include <google/protobuf/descriptor.h>

#include <memory>
#include <vector>

#include "absl/status/statusor.h"

namespace creditproof::gateway {

using MessagePtr = std::shared_ptr<google::protobuf::Message>;

// Whether `method` says how its answers are joined.
bool CanBeJoined(const google::protobuf::MethodDescriptor& method);

// Whether what it says fits its response, which is one message and has the
// field that is named, of the right type. True where it says nothing.
bool JoinFits(const google::protobuf::MethodDescriptor& method);

// `answers`, at least one, of a method that can be joined and fits, as one.
absl::StatusOr<MessagePtr> JoinAnswers(
    const google::protobuf::MethodDescriptor& method,
    std::vector<absl::StatusOr<MessagePtr>> answers);

}  // namespace creditproof::gateway
