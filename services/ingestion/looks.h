// What a source has looked at (SourceState.looks).
//
// "Clean" is only said where somebody looked: registering a source for more is
// no look, a delivery is. What a source no longer answers for it does not look
// at, either.
#pragma once

#include "creditproof/changelog/v1/change.pb.h"

namespace creditproof::ingestion {

// Adds to `state` that a delivery of `kind` ended at `time`, which began when
// its source was `begun`. What the source did not answer for all the while was
// not looked at.
void AddLook(const changelog::v1::SourceState& begun,
             record::v1::RecordKind kind,
             const google::protobuf::Timestamp& time,
             changelog::v1::SourceState& state);

// The looks of `before`, as far as `state` still answers for them.
void KeepLooks(const changelog::v1::SourceState& before,
               changelog::v1::SourceState& state);

}  // namespace creditproof::ingestion
