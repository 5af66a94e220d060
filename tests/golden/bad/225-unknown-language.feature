# language: xx
Feature: x
